package org.peykare.tokenizer;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;
import org.peykare.tokenizer.learn.NamedSteps;

/// How a tokenizer is learned.
///
/// @param vocabularySize entries of the vocabulary, special tokens and the 256 bytes included
/// @param minFrequency a pair seen less often than this is not merged
/// @param specialTokens the special tokens, which get the first ids in this order; `[MASK]`
///   swallows the white space before it
/// @param preTokenizer `gpt2`, `gpt4` (cl100k), `o200k`, `persian` (GPT-2's, but marks and the
///   zero-width non-joiner stay inside words), `metaspace` or `bert` (white space is lost)
/// @param normalizers any of `nfc`, `nfd`, `nfkc`, `nfkd`, `lowercase`, `strip-accents`, `bert`,
///   `persian` (the corpus's letters), `replace:FROM=TO`, `none`, one after the other
public record TokenizerTrainingConfig(
    int vocabularySize,
    long minFrequency,
    List<String> specialTokens,
    String preTokenizer,
    List<String> normalizers) {
  /// Kept for the turns of a chat, so that a model need not grow for them.
  public static final List<String> CHAT_TOKENS =
      List.of("<|system|>", "<|user|>", "<|assistant|>", "<|end|>");

  private static final int BYTES = 256;
  private static final int LARGEST_VOCABULARY = 1 << 24;

  /// 32,000 entries, pairs seen twice, BERT's special tokens, the Persian-aware pattern, NFC.
  public static TokenizerTrainingConfig defaults() {
    return new TokenizerTrainingConfig(
        32_000,
        2,
        List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"),
        "persian",
        List.of("nfc"));
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
    normalizers = List.copyOf(normalizers);
    NamedSteps.preTokenizer(preTokenizer);
    NamedSteps.normalizer(normalizers);
  }

  /// This configuration with another vocabulary size.
  public TokenizerTrainingConfig withVocabularySize(int size) {
    return new TokenizerTrainingConfig(
        size, minFrequency, specialTokens, preTokenizer, normalizers);
  }

  /// This configuration with another least frequency.
  public TokenizerTrainingConfig withMinFrequency(long frequency) {
    return new TokenizerTrainingConfig(
        vocabularySize, frequency, specialTokens, preTokenizer, normalizers);
  }

  /// This configuration with more special tokens behind those it has.
  public TokenizerTrainingConfig withMoreSpecialTokens(List<String> more) {
    List<String> all = Stream.concat(specialTokens.stream(), more.stream()).toList();
    return new TokenizerTrainingConfig(
        vocabularySize, minFrequency, all, preTokenizer, normalizers);
  }

  /// This configuration with another pre-tokenizer.
  public TokenizerTrainingConfig withPreTokenizer(String name) {
    return new TokenizerTrainingConfig(
        vocabularySize, minFrequency, specialTokens, name, normalizers);
  }

  /// This configuration with other normalizers.
  public TokenizerTrainingConfig withNormalizers(List<String> names) {
    return new TokenizerTrainingConfig(
        vocabularySize, minFrequency, specialTokens, preTokenizer, names);
  }
}
