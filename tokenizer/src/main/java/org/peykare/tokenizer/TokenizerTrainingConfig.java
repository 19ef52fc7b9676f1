package org.peykare.tokenizer;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import org.peykare.tokenizer.bpe.WordPattern;

/// How a tokenizer is learned.
///
/// @param vocabularySize entries of the vocabulary, special tokens and the 256 bytes included
/// @param minFrequency a pair seen less often than this is not merged
/// @param specialTokens the special tokens, which get the first ids in this order; `[MASK]`
///   swallows the white space before it
/// @param preTokenizer `gpt2` (GPT-2's pattern), `gpt4` (GPT-4's) or `persian` (GPT-2's, but marks
///   and the zero-width non-joiner stay inside words)
public record TokenizerTrainingConfig(
    int vocabularySize, long minFrequency, List<String> specialTokens, String preTokenizer) {
  private static final int BYTES = 256;
  private static final int LARGEST_VOCABULARY = 1 << 24;

  /// 32,000 entries, pairs seen twice, BERT's special tokens, the Persian-aware pattern.
  public static TokenizerTrainingConfig defaults() {
    return new TokenizerTrainingConfig(
        32_000, 2, List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"), "persian");
  }

  public TokenizerTrainingConfig {
    specialTokens = List.copyOf(new LinkedHashSet<>(specialTokens));
    if (specialTokens.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException(
          "Invalid special tokens: %s (none may be empty or blank)".formatted(specialTokens));
    }
    int least = BYTES + specialTokens.size();
    if (vocabularySize < least || vocabularySize > LARGEST_VOCABULARY) {
      throw new IllegalArgumentException(
          "Invalid vocabulary size: %d (must be %d..%d; the least holds %d bytes and %d special tokens)"
              .formatted(vocabularySize, least, LARGEST_VOCABULARY, BYTES, specialTokens.size()));
    }
    if (minFrequency < 0) {
      throw new IllegalArgumentException(
          "Invalid least frequency: %d (must be 0 or more)".formatted(minFrequency));
    }
    pattern(preTokenizer);
  }

  /// The pattern that [#preTokenizer] names.
  WordPattern pattern() {
    return pattern(preTokenizer);
  }

  private static WordPattern pattern(String name) {
    return Arrays.stream(WordPattern.values())
        .filter(pattern -> name(pattern).equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "Invalid pre-tokenizer: %s (must be one of %s)"
                    .formatted(
                        name,
                        Arrays.stream(WordPattern.values())
                            .map(TokenizerTrainingConfig::name)
                            .toList())));
  }

  private static String name(WordPattern pattern) {
    return pattern.name().toLowerCase(Locale.ROOT);
  }

  /// This configuration with another vocabulary size.
  public TokenizerTrainingConfig withVocabularySize(int size) {
    return new TokenizerTrainingConfig(size, minFrequency, specialTokens, preTokenizer);
  }

  /// This configuration with another least frequency.
  public TokenizerTrainingConfig withMinFrequency(long frequency) {
    return new TokenizerTrainingConfig(vocabularySize, frequency, specialTokens, preTokenizer);
  }

  /// This configuration with another pre-tokenizer.
  public TokenizerTrainingConfig withPreTokenizer(String name) {
    return new TokenizerTrainingConfig(vocabularySize, minFrequency, specialTokens, name);
  }
}
