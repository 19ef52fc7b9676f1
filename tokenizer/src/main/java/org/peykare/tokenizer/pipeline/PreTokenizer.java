package org.peykare.tokenizer.pipeline;

/// Cuts normalised text into pre-tokens (words, more or less); no token crosses their borders. May
/// rewrite the text on the way; one that only cuts is a [TextCutter].
public interface PreTokenizer {
  /// Leaves the text in one piece.
  PreTokenizer NONE = new TextCutter.Whole();

  /// Passes the pre-tokens of `piece` on, from left to right. Nothing outside it influences them.
  void split(NormalizedText piece, PieceSink sink);

  /// Takes pre-tokens.
  @FunctionalInterface
  interface PieceSink {
    /// The next pre-token.
    void piece(NormalizedText piece);
  }
}
