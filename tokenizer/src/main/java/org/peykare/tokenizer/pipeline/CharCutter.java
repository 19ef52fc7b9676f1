package org.peykare.tokenizer.pipeline;

/// A pre-tokenizer that only cuts and reads text from an array, which is faster than from a string.
public interface CharCutter extends TextCutter {
  /// Passes the pre-tokens of `text` from `from` to `to` on, from left to right. Nothing outside
  /// that range influences the cuts.
  void split(char[] text, int from, int to, RangeSink sink);

  @Override
  default void split(String text, int from, int to, RangeSink sink) {
    char[] characters = new char[to - from];
    text.getChars(from, to, characters, 0);
    split(characters, 0, to - from, (start, end) -> sink.piece(from + start, from + end));
  }
}
