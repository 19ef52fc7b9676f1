package org.peykare.tokenizer.pipeline;

/// Cuts normalised text into pre-tokens (words, more or less); no token crosses their borders.
public interface PreTokenizer {
  /// Passes the pre-tokens of `text` from `from` to `to` on, from left to right. Nothing outside
  /// that range influences the cuts.
  void split(String text, int from, int to, PieceSink sink);

  /// Takes pre-tokens, as UTF-16 indices into the text.
  @FunctionalInterface
  interface PieceSink {
    /// The next pre-token.
    void piece(int from, int to);
  }
}
