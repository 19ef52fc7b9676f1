package org.peykare.tokenizer.split;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Regular expressions of Hugging Face's engine (Oniguruma) as Java's. `^` and `$` match at every
/// line, and only a line feed ends one. Letters, numbers, marks, white space and digits are the
/// same in both; word characters, hexadecimal digits and names of scripts are written differently.
/// What has no counterpart is refused.
public final class RegexTranslation {
  /// Oniguruma does not count joiners as word characters, but superscript digits and fractions,
  /// these only outside of brackets.
  private static final String WORD_IN_BRACKETS = "\\w&&[^\u200C\u200D]";

  private static final String WORD = "\\w\u00B2\u00B3\u00B9\u00BC-\u00BE&&[^\u200C\u200D]";

  private RegexTranslation() {}

  /// The Java pattern that matches the same.
  ///
  /// @throws IllegalArgumentException when there is none
  public static Pattern translate(String regex) {
    StringBuilder java = new StringBuilder();
    int inClass = 0;
    for (int i = 0; i < regex.length(); i++) {
      char c = regex.charAt(i);
      if (c == '\\' && i + 1 < regex.length()) {
        i = escape(regex, i + 1, inClass > 0 ? WORD_IN_BRACKETS : WORD, java);
        continue;
      }
      if (c == '[') {
        if (regex.startsWith("[:", i)) {
          throw unsupported(regex, regex.substring(i, Math.min(regex.length(), i + 9)));
        }
        inClass++;
      } else if (c == ']' && inClass > 0) {
        inClass--;
      } else if (c == '(' && regex.startsWith("(?", i) && inClass == 0) {
        checkGroup(regex, i);
      }
      java.append(c);
    }
    try {
      return Pattern.compile(
          java.toString(),
          Pattern.UNICODE_CHARACTER_CLASS | Pattern.MULTILINE | Pattern.UNIX_LINES);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "the pattern %s is not supported: %s".formatted(regex, e.getDescription()), e);
    }
  }

  private static int escape(String regex, int at, String word, StringBuilder java) {
    char c = regex.charAt(at);
    switch (c) {
      case 'w' -> java.append('[').append(word).append(']');
      case 'W' -> java.append("[^").append(word).append(']');
      case 'h' -> java.append("[0-9a-fA-F]");
      case 'H' -> java.append("[^0-9a-fA-F]");
      case 'p', 'P' -> {
        return property(regex, at, java);
      }
      case 'b', 'B', 'X', 'R', 'K', 'G', 'O', 'N', 'y', 'Y', 'g', 'k', 'Z' ->
          throw unsupported(regex, "\\" + c);
      default -> java.append('\\').append(c);
    }
    return at;
  }

  /// `\p{L}`, `\p{Han}`, `\p{^L}`.
  private static int property(String regex, int at, StringBuilder java) {
    int end = regex.indexOf('}', at);
    if (end < 0 || !regex.startsWith("{", at + 1)) {
      throw unsupported(regex, regex.substring(at - 1));
    }
    String name = regex.substring(at + 2, end);
    boolean negated = regex.charAt(at) == 'P';
    if (name.startsWith("^")) {
      negated = !negated;
      name = name.substring(1);
    }
    java.append(negated ? "\\P{" : "\\p{")
        .append(name.length() > 2 ? "Is" + name : name)
        .append('}');
    return end;
  }

  private static void checkGroup(String regex, int at) {
    String rest = regex.substring(at + 2);
    boolean known =
        rest.startsWith(":")
            || rest.startsWith("=")
            || rest.startsWith("!")
            || rest.startsWith("<=")
            || rest.startsWith("<!")
            || rest.startsWith(">")
            || rest.matches("(?s)-?[im]{1,2}[:)].*");
    if (!known) {
      throw unsupported(regex, regex.substring(at, Math.min(regex.length(), at + 5)));
    }
    if (rest.matches("(?s)-?i?m.*")) {
      // Oniguruma's m lets the dot match line ends, which Java calls s.
      throw unsupported(regex, "(?m");
    }
  }

  private static IllegalArgumentException unsupported(String regex, String part) {
    return new IllegalArgumentException(
        "%s in the pattern %s is not supported".formatted(part, regex));
  }
}
