package org.peykare.tokenizer.pipeline;

/// A pre-tokenizer that only cuts: it is asked for ranges, and no object is made for each.
public interface TextCutter extends PreTokenizer {
  /// Passes the pre-tokens of `text` from `from` to `to` on, from left to right. Nothing outside
  /// that range influences the cuts.
  void split(String text, int from, int to, RangeSink sink);

  @Override
  default void split(NormalizedText piece, PieceSink sink) {
    split(
        piece.text(),
        piece.from(),
        piece.to(),
        (from, to) -> {
          if (from < to) {
            sink.piece(piece.range(from, to));
          }
        });
  }

  /// Takes pre-tokens, as UTF-16 indices into the text.
  @FunctionalInterface
  interface RangeSink {
    /// The next pre-token.
    void piece(int from, int to);
  }

  /// Cuts nothing.
  record Whole() implements TextCutter {
    @Override
    public void split(String text, int from, int to, RangeSink sink) {
      if (from < to) {
        sink.piece(from, to);
      }
    }
  }
}
