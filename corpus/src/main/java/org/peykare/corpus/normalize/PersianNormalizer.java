package org.peykare.corpus.normalize;

/// One spelling for Persian letters that look alike: Persian yeh and kaf, no kashida, zero-width
/// non-joiners only between letters and never two. Words in other scripts, digits and addresses
/// stay as they are. Idempotent.
public final class PersianNormalizer {
  private static final char ZWNJ = '\u200C';
  private static final char KASHIDA = '\u0640';

  /// What word processors and charset conversions write for a non-joiner, beside itself: not sign,
  /// soft hyphen, zero-width space, direction marks (in letters of one direction they say nothing;
  /// seven of ten in the Persian news looked at stand for a non-joiner).
  private static final String JOINERS = "\u200C\u00AC\u00AD\u200B\u200E\u200F";

  private static final char NOT_SIGN = '\u00AC';

  /// Letters that do not join the next one: what follows them is no non-joiner gone wrong.
  private static final String NOT_JOINING = "اأإآٱدذرزژوؤةء";

  private PersianNormalizer() {}

  /// `text` with Persian letters.
  public static String normalize(String text) {
    return joiners(letters(text));
  }

  private static String letters(String text) {
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
          if (!isInWord(text, i)) {
            out.append(c);
          }
        }
        default -> out.append(c);
      }
      i++;
    }
    return out.toString();
  }

  /// Every run of non-joiners and what stands for them becomes one between letters, and goes
  /// elsewhere; a not sign stays there.
  private static String joiners(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (isAddressStart(text, i)) {
        int end = wordEnd(text, i);
        out.append(text, i, end);
        i = end;
      } else if (JOINERS.indexOf(c) < 0) {
        out.append(c);
        i++;
      } else {
        int end = i;
        while (end < text.length() && JOINERS.indexOf(text.charAt(end)) >= 0) {
          end++;
        }
        appendJoiner(text, i, end, out);
        i = end;
      }
    }
    return out.toString();
  }

  private static void appendJoiner(String text, int start, int end, StringBuilder out) {
    boolean between =
        !out.isEmpty()
            && isLetterOrMark(out.charAt(out.length() - 1))
            && end < text.length()
            && isLetterOrMark(text.charAt(end));
    boolean meant =
        text.substring(start, end).indexOf(ZWNJ) >= 0
            || (between && NOT_JOINING.indexOf(out.charAt(out.length() - 1)) < 0);
    if (between && meant) {
      out.append(ZWNJ);
      return;
    }
    for (int i = start; i < end; i++) {
      if (text.charAt(i) == NOT_SIGN) {
        out.append(NOT_SIGN);
      }
    }
  }

  /// Part of a word, not a dash of its own.
  private static boolean isInWord(String text, int i) {
    return (i > 0 && isWordPart(text.charAt(i - 1)))
        || (i + 1 < text.length() && isWordPart(text.charAt(i + 1)));
  }

  private static boolean isWordPart(char c) {
    return isLetterOrMark(c) || c == KASHIDA || JOINERS.indexOf(c) >= 0;
  }

  private static boolean isLetterOrMark(char c) {
    return isPersianLetter(c) || Character.getType(c) == Character.NON_SPACING_MARK;
  }

  private static boolean isPersianLetter(char c) {
    return c >= 0x0620 && c <= 0x06FF && c != KASHIDA && Character.isLetter(c);
  }

  private static boolean isAddressStart(String text, int i) {
    char c = text.charAt(i);
    return (c == 'h' || c == 'w')
        && (i == 0 || Character.isWhitespace(text.charAt(i - 1)))
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
