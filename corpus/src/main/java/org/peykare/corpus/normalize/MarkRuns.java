package org.peykare.corpus.normalize;

/// Runs of combining marks. Putting a run in canonical order takes time quadratic in its length, so
/// a text is measured before anything normalises it. Letters carry a few marks; only a page made to
/// do harm, or to look broken, has more than [#MOST].
public final class MarkRuns {
  /// The longest run that is normalised.
  public static final int MOST = 64;

  private MarkRuns() {}

  /// Marks in the longest run of `text`. What the normal form may take out, invisible characters
  /// and kashida, does not end a run.
  public static int longest(String text) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      run = isMark(c) ? run + 1 : isPassed(c) ? run : 0;
      longest = Math.max(longest, run);
      i += Character.charCount(c);
    }
    return longest;
  }

  /// `text` without the marks beyond [#MOST] of each run.
  public static String cut(String text) {
    if (longest(text) <= MOST) {
      return text;
    }
    StringBuilder kept = new StringBuilder(text.length());
    int run = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      run = isMark(c) ? run + 1 : isPassed(c) ? run : 0;
      if (run <= MOST || !isMark(c)) {
        kept.appendCodePoint(c);
      }
      i += Character.charCount(c);
    }
    return kept.toString();
  }

  /// Marks, and what becomes one: forms of Arabic marks, half-width kana marks.
  private static boolean isMark(int c) {
    if (c < 0x0300) {
      return false;
    }
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || (c >= 0xFC5E && c <= 0xFC63)
        || (c >= 0xFCF2 && c <= 0xFCF4)
        || (c >= 0xFE70 && c <= 0xFE7F)
        || c == 0xFF9E
        || c == 0xFF9F;
  }

  private static boolean isPassed(int c) {
    int type = Character.getType(c);
    return c == 0x0640
        || type == Character.FORMAT
        || (type == Character.CONTROL && !Character.isWhitespace(c));
  }
}
