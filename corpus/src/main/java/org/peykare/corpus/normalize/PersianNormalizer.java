package org.peykare.corpus.normalize;

/// One spelling for Persian letters that look alike: Persian yeh and kaf, no kashida, zero-width
/// non-joiners only between letters and never two. Words in other scripts, digits and addresses
/// stay as they are. Idempotent.
public final class PersianNormalizer {
  private static final char ZWNJ = '\u200C';
  private static final char KASHIDA = '\u0640';

  /// Letters that do not join the next one: a not sign after them is not a joiner gone wrong.
  private static final String NOT_JOINING = "اأإآٱدذرزژوؤةء";

  private PersianNormalizer() {}

  /// `text` with Persian letters.
  public static String normalize(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (isAddressStart(text, i)) {
        int end = wordEnd(text, i);
        out.append(text, i, end);
        i = end;
        continue;
      }
      switch (c) {
        case 'ي', 'ى' -> out.append('ی');
        case 'ك' -> out.append('ک');
        case KASHIDA -> {
          if (!isKashida(text, i)) {
            out.append(c);
          }
        }
        case ZWNJ -> {
          if (isBetweenLetters(text, i, out)) {
            out.append(c);
          }
        }
        default -> out.append(c);
      }
      i++;
    }
    return out.toString();
  }

  /// `text` with the zero-width non-joiners that word processors and charset conversions wrote as
  /// soft hyphen, not sign or zero-width space put right.
  static String joiners(String text) {
    StringBuilder out = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean wrong =
          (c == '\u00AC' || c == '\u00AD' || c == '\u200B')
              && i > 0
              && i + 1 < text.length()
              && isPersianLetter(text.charAt(i - 1))
              && isPersianLetter(text.charAt(i + 1))
              && NOT_JOINING.indexOf(text.charAt(i - 1)) < 0;
      if (wrong && out == null) {
        out = new StringBuilder(text.length()).append(text, 0, i);
      }
      if (out != null) {
        out.append(wrong ? ZWNJ : c);
      }
    }
    return out == null ? text : out.toString();
  }

  /// Part of a word, not a dash of its own.
  private static boolean isKashida(String text, int i) {
    return i > 0 && isWordPart(text.charAt(i - 1))
        || i + 1 < text.length() && isWordPart(text.charAt(i + 1));
  }

  private static boolean isBetweenLetters(String text, int i, StringBuilder out) {
    if (out.isEmpty() || !isLetterOrMark(out.charAt(out.length() - 1))) {
      return false;
    }
    int next = i + 1;
    while (next < text.length() && (text.charAt(next) == KASHIDA)) {
      next++;
    }
    return next < text.length() && isLetterOrMark(text.charAt(next));
  }

  private static boolean isWordPart(char c) {
    return isLetterOrMark(c) || c == KASHIDA || c == ZWNJ;
  }

  private static boolean isLetterOrMark(char c) {
    return isPersianLetter(c) || c >= 0x064B && c <= 0x065F || c == 0x0670;
  }

  private static boolean isPersianLetter(char c) {
    return c >= 0x0620 && c <= 0x06FF && c != KASHIDA && Character.isLetter(c);
  }

  private static boolean isAddressStart(String text, int i) {
    return (i == 0 || Character.isWhitespace(text.charAt(i - 1)))
        && (text.startsWith("http://", i)
            || text.startsWith("https://", i)
            || text.startsWith("www.", i));
  }

  private static int wordEnd(String text, int start) {
    int end = start;
    while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return end;
  }
}
