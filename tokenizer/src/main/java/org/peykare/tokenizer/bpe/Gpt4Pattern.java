package org.peykare.tokenizer.bpe;

/// GPT-4's pattern by hand.
final class Gpt4Pattern {
  private Gpt4Pattern() {}

  /// Where the piece that begins at `at` ends.
  static int next(String text, int at, int to) {
    char c = text.charAt(at);
    if (c == '\'') {
      int end = contraction(text, at, to);
      if (end > at) {
        return end;
      }
    }
    byte first = CharClass.at(text, at, to);
    if (first == CharClass.LETTER) {
      return WordPattern.run(text, at, to, first);
    }
    if (first == CharClass.NUMBER) {
      return upToThree(text, at, to);
    }
    int after = at + WordPattern.width(text, at, to);
    if (c != '\r' && c != '\n' && after < to && CharClass.at(text, after, to) == CharClass.LETTER) {
      return WordPattern.run(text, after, to, CharClass.LETTER);
    }
    int start = c == ' ' && after < to ? after : at;
    byte begin = CharClass.at(text, start, to);
    if (begin != CharClass.SPACE && begin != CharClass.NUMBER) {
      return lineEnds(text, WordPattern.others(text, start, to), to);
    }
    return spaces(text, at, to);
  }

  /// The end of the English contraction at `at`, in any case, or `at`.
  private static int contraction(String text, int at, int to) {
    char first = at + 1 < to ? lower(text.charAt(at + 1)) : 0;
    if (first == 's' || first == 't' || first == 'm' || first == 'd') {
      return at + 2;
    }
    char second = at + 2 < to ? lower(text.charAt(at + 2)) : 0;
    boolean two =
        (first == 'r' && second == 'e')
            || (first == 'v' && second == 'e')
            || (first == 'l' && second == 'l');
    return two ? at + 3 : at;
  }

  /// The long s counts as an s.
  private static char lower(char c) {
    return c == '\u017F' ? 's' : c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
  }

  private static int upToThree(String text, int at, int to) {
    int i = at;
    for (int n = 0; n < 3 && i < to && CharClass.at(text, i, to) == CharClass.NUMBER; n++) {
      i += WordPattern.width(text, i, to);
    }
    return i;
  }

  private static int lineEnds(String text, int at, int to) {
    int i = at;
    while (i < to && (text.charAt(i) == '\r' || text.charAt(i) == '\n')) {
      i++;
    }
    return i;
  }

  /// A run of white space up to its last line end; without one, up to the word after it.
  private static int spaces(String text, int at, int to) {
    int end = WordPattern.run(text, at, to, CharClass.SPACE);
    for (int i = end; i > at; i--) {
      char c = text.charAt(i - 1);
      if (c == '\r' || c == '\n') {
        return i;
      }
    }
    return WordPattern.spaces(text, at, to);
  }
}
