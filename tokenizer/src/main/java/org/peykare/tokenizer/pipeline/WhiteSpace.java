package org.peykare.tokenizer.pipeline;

/// Unicode's White_Space property, which regex engines call `\s`, and their word characters `\w`.
public final class WhiteSpace {
  private WhiteSpace() {}

  /// Whether `codePoint` has the property White_Space.
  public static boolean is(int codePoint) {
    if (codePoint <= 0x20) {
      return codePoint == ' ' || (codePoint >= 0x09 && codePoint <= 0x0D);
    }
    if (codePoint < 0x2000) {
      return codePoint == 0x85 || codePoint == 0xA0 || codePoint == 0x1680;
    }
    return codePoint <= 0x200A
        || codePoint == 0x2028
        || codePoint == 0x2029
        || codePoint == 0x202F
        || codePoint == 0x205F
        || codePoint == 0x3000;
  }

  /// `text` without white space at its ends.
  static String strip(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && is(text.charAt(from))) {
      from++;
    }
    while (to > from && is(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  /// Whether `codePoint` is a word character: a letter, mark, decimal digit, connector or joiner.
  static boolean isWord(int codePoint) {
    return Character.isAlphabetic(codePoint)
        || codePoint == 0x200C
        || codePoint == 0x200D
        || switch (Character.getType(codePoint)) {
          case Character.NON_SPACING_MARK,
              Character.ENCLOSING_MARK,
              Character.COMBINING_SPACING_MARK,
              Character.DECIMAL_DIGIT_NUMBER,
              Character.CONNECTOR_PUNCTUATION ->
              true;
          default -> false;
        };
  }
}
