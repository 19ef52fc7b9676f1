package org.peykare.tokenizer.bpe;

import org.peykare.tokenizer.pipeline.TextCutter.RangeSink;

/// GPT-2's pattern by hand, and its Persian-aware kind.
final class Gpt2Pattern {
  static final int OTHERS = CharClass.OTHER | CharClass.MARK;

  private Gpt2Pattern() {}

  /// Passes the pieces on.
  ///
  /// @param word classes over which a word goes on that has begun with a letter
  static void split(char[] text, int from, int to, int word, RangeSink sink) {
    for (int at = from; at < to; ) {
      int end = next(text, at, to, word);
      sink.piece(at, end);
      at = end;
    }
  }

  private static int next(char[] text, int at, int to, int word) {
    char c = text[at];
    int start = c == ' ' && at + 1 < to ? at + 1 : at;
    int first = CharClass.at(text, start, to);
    if ((first & CharClass.LETTER) != 0) {
      return CharClass.run(text, start + CharClass.width(text, start, to), to, word);
    }
    if (first == CharClass.SPACE) {
      return spaces(text, at, to);
    }
    if (first == CharClass.NUMBER) {
      return CharClass.run(text, start, to, CharClass.NUMBER);
    }
    int contraction = c == '\'' ? contraction(text, at, to) : at;
    return contraction > at ? contraction : CharClass.run(text, start, to, OTHERS);
  }

  /// The end of the English contraction at `at`, or `at`.
  private static int contraction(char[] text, int at, int to) {
    if (at + 1 >= to) {
      return at;
    }
    char first = text[at + 1];
    if (first == 's' || first == 't' || first == 'm' || first == 'd') {
      return at + 2;
    }
    char second = at + 2 < to ? text[at + 2] : 0;
    return isTwo(first, second) ? at + 3 : at;
  }

  /// Whether an apostrophe and these letters are a contraction.
  static boolean isTwo(char first, char second) {
    return (first == 'r' && second == 'e')
        || (first == 'v' && second == 'e')
        || (first == 'l' && second == 'l');
  }

  /// A run of white space; its last character is left to the word after it, if there is one.
  static int spaces(char[] text, int at, int to) {
    int end = CharClass.run(text, at, to, CharClass.SPACE);
    return end == to || end == at + 1 ? end : end - 1;
  }
}
