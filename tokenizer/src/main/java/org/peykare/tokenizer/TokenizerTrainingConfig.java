package org.peykare.tokenizer;

import java.util.HashSet;
import java.util.List;

/// How a tokenizer is learned.
///
/// @param vocabularySize entries of the vocabulary, special tokens and the 256 bytes included
/// @param minFrequency a pair seen less often than this is not merged
/// @param specialTokens the special tokens, which get the first ids in this order
/// @param preTokenizer `gpt2` (GPT-2's pattern) or `persian` (the same, but marks and the
///   zero-width non-joiner stay inside words)
public record TokenizerTrainingConfig(
    int vocabularySize, long minFrequency, List<String> specialTokens, String preTokenizer) {

  /// 32,000 entries, pairs seen twice, BERT's special tokens, the Persian-aware pattern.
  public static TokenizerTrainingConfig defaults() {
    return new TokenizerTrainingConfig(
        32_000, 2, List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"), "persian");
  }

  public TokenizerTrainingConfig {
    specialTokens = List.copyOf(specialTokens);
    int least = 256 + new HashSet<>(specialTokens).size();
    if (vocabularySize < least) {
      throw new IllegalArgumentException(
          "Invalid vocabulary size: %d (must be at least %d: 256 bytes and %d special tokens)"
              .formatted(vocabularySize, least, least - 256));
    }
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
