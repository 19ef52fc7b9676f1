package org.peykare.tokenizer.bpe;

import org.peykare.tokenizer.pipeline.TextCutter.RangeSink;

/// GPT-4's pattern by hand.
final class Gpt4Pattern {
  private Gpt4Pattern() {}

  /// Passes the pieces on.
  static void split(char[] text, int from, int to, RangeSink sink) {
    for (int at = from; at < to; ) {
      int end = next(text, at, to);
      sink.piece(at, end);
      at = end;
    }
  }

  private static int next(char[] text, int at, int to) {
    char c = text[at];
    int contraction = c == '\'' ? contraction(text, at, to) : at;
    if (contraction > at) {
      return contraction;
    }
    int first = CharClass.at(text, at, to);
    if ((first & CharClass.LETTER) != 0) {
      return CharClass.run(text, at, to, CharClass.LETTER);
    }
    if (first != CharClass.NUMBER && !isLineEnd(c)) {
      int after = at + CharClass.width(text, at, to);
      int end = CharClass.run(text, after, to, CharClass.LETTER);
      if (end > after) {
        return end;
      }
    }
    return withoutLetters(text, at, to, false);
  }

  /// The end of a piece that has no letters: up to three numbers, other characters with the line
  /// ends behind them, or white space.
  ///
  /// @param slashes whether slashes go with the line ends
  static int withoutLetters(char[] text, int at, int to, boolean slashes) {
    int start = text[at] == ' ' && at + 1 < to ? at + 1 : at;
    int first = CharClass.at(text, start, to);
    if (first == CharClass.NUMBER && start == at) {
      return upToThree(text, at, to);
    }
    if ((first & Gpt2Pattern.OTHERS) == 0) {
      return spaces(text, at, to);
    }
    int end = CharClass.run(text, start, to, Gpt2Pattern.OTHERS);
    while (end < to && (isLineEnd(text[end]) || (slashes && text[end] == '/'))) {
      end++;
    }
    return end;
  }

  private static int upToThree(char[] text, int at, int to) {
    int i = at;
    for (int n = 0; n < 3 && i < to && CharClass.at(text, i, to) == CharClass.NUMBER; n++) {
      i += CharClass.width(text, i, to);
    }
    return i;
  }

  /// A run of white space up to its last line end; without one, up to the word after it.
  private static int spaces(char[] text, int at, int to) {
    int end = CharClass.run(text, at, to, CharClass.SPACE);
    for (int i = end; i > at; i--) {
      if (isLineEnd(text[i - 1])) {
        return i;
      }
    }
    return end == to || end == at + 1 ? end : end - 1;
  }

  static boolean isLineEnd(char c) {
    return c == '\r' || c == '\n';
  }

  /// The end of the English contraction at `at`, in any case, or `at`.
  static int contraction(char[] text, int at, int to) {
    char first = at + 1 < to ? lower(text[at + 1]) : 0;
    if (first == 's' || first == 't' || first == 'm' || first == 'd') {
      return at + 2;
    }
    char second = at + 2 < to ? lower(text[at + 2]) : 0;
    return Gpt2Pattern.isTwo(first, second) ? at + 3 : at;
  }

  /// The long s counts as an s.
  private static char lower(char c) {
    return c == '\u017F' ? 's' : c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
  }
}
