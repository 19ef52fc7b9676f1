package org.peykare.tokenizer;

import java.nio.file.Path;
import org.peykare.tokenizer.text.TextSource;

/// Learns a byte-level BPE tokenizer and writes it so that Hugging Face's `transformers` loads it.
public final class TokenizerTraining {
  /// What a training saw and made.
  ///
  /// @param texts texts read
  /// @param characters their length in UTF-16 units
  /// @param preTokens pre-tokens counted
  /// @param distinctPreTokens different pre-tokens among them
  /// @param merges merges learned
  /// @param vocabularySize entries of the vocabulary
  public record Report(
      long texts,
      long characters,
      long preTokens,
      int distinctPreTokens,
      int merges,
      int vocabularySize) {}

  private final TokenizerTrainingConfig config;

  /// A training after `config`.
  public TokenizerTraining(TokenizerTrainingConfig config) {
    this.config = config;
  }

  /// Learns from `source` and writes `tokenizer.json`, `tokenizer_config.json` and
  /// `special_tokens_map.json` to `folder`.
  public Report run(TextSource source, Path folder) {
    throw new UnsupportedOperationException(config + " " + source + folder);
  }
}
