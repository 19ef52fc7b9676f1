package org.peykare.corpus.normalize;

import java.text.Normalizer;

/// Normalises a text for storage: NFC, presentation forms to letters, invisible controls and odd
/// white space away; for Persian also [PersianNormalizer]. Digits, URLs and indented lines stay as
/// they are. Idempotent.
public final class TextNormalizer {
  private static final int MOST_ROUNDS = 8;

  private TextNormalizer() {}

  /// `text`, which is in language `lang`, in normal form. Its longest run of marks must be bounded,
  /// see [MarkRuns].
  public static String normalize(String text, String lang) {
    String normal = once(text, lang);
    // A Latin mark on its own may move or join a letter when something before it goes.
    int rounds = hasLooseMark(text) ? MOST_ROUNDS : 0;
    for (int i = 0; i < rounds; i++) {
      String again = once(normal, lang);
      if (again.equals(normal)) {
        return normal;
      }
      normal = again;
    }
    return normal;
  }

  private static String once(String text, String lang) {
    boolean persian = lang.equals("fa");
    String letters = nfc(presentationForms(text));
    String spaced = whiteSpace(controls(letters, kept(lang)));
    return nfc(persian ? whiteSpace(PersianNormalizer.normalize(spaced)) : spaced);
  }

  private static boolean hasLooseMark(String text) {
    return text.chars().anyMatch(c -> c >= 0x0300 && c <= 0x036F);
  }

  /// Invisible characters that mean something in a language: between words, or for a non-joiner.
  private static String kept(String lang) {
    return switch (lang) {
      case "th", "km", "lo", "my" -> "\u200B";
      case "fa" -> "\u200B\u00AD\u200E\u200F";
      default -> "";
    };
  }

  /// A title: one line, in normal form; what exceeds [MarkRuns#MOST] marks in a row is left out.
  public static String normalizeLine(String line, String lang) {
    return normalize(MarkRuns.cut(line).replace('\n', ' ').strip(), lang);
  }

  private static String nfc(String text) {
    return Normalizer.isNormalized(text, Normalizer.Form.NFC)
        ? text
        : Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  /// Letters that stand for a letter's shape become the letter (NFKC of those blocks alone).
  private static String presentationForms(String text) {
    StringBuilder letters = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean form = isPresentationForm(c);
      if (form && letters == null) {
        letters = new StringBuilder(text.length() + 16).append(text, 0, i);
      }
      if (letters != null) {
        if (form) {
          letters.append(Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFKC));
        } else {
          letters.append(c);
        }
      }
    }
    return letters == null ? text : letters.toString();
  }

  /// Arabic presentation forms A and B but not the ornate brackets, and the Latin ligatures.
  private static boolean isPresentationForm(char c) {
    return (c >= 0xFB50 && c <= 0xFDFF && c != 0xFD3E && c != 0xFD3F)
        || (c >= 0xFE70 && c <= 0xFEFC)
        || (c >= 0xFB00 && c <= 0xFB06);
  }

  private static String controls(String text, String kept) {
    StringBuilder visible = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\r' -> {
          if (i + 1 >= text.length() || text.charAt(i + 1) != '\n') {
            visible.append('\n');
          }
        }
        case '\u0085', '\u2028', '\u2029', '\u000B', '\f' -> visible.append('\n');
        case '\n', '\t' -> visible.append(c);
        default -> {
          if (!isInvisible(c) || kept.indexOf(c) >= 0) {
            visible.append(c);
          }
        }
      }
    }
    return visible.toString();
  }

  /// Control characters, direction marks, soft hyphen, byte order mark.
  private static boolean isInvisible(char c) {
    return c < ' '
        || (c >= 0x7F && c <= 0x9F)
        || c == 0x00AD
        || c == 0x061C
        || c == 0x200B
        || c == 0x200E
        || c == 0x200F
        || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2060 && c <= 0x2069)
        || c == 0xFEFF
        || (c >= 0xFFF9 && c <= 0xFFFB);
  }

  /// One space between words, none at the end of a line, one empty line at most; a line that begins
  /// with space keeps its spacing, it may be code.
  private static String whiteSpace(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int empty = 0;
    for (String line : text.split("\n", -1)) {
      String tidy = tidyLine(line);
      if (tidy.isEmpty()) {
        empty++;
        continue;
      }
      if (!out.isEmpty()) {
        out.append(empty > 0 ? "\n\n" : "\n");
      }
      empty = 0;
      out.append(tidy);
    }
    return out.toString();
  }

  private static String tidyLine(String line) {
    StringBuilder tidy = new StringBuilder(line.length());
    boolean indented = !line.isEmpty() && (line.charAt(0) == ' ' || line.charAt(0) == '\t');
    boolean space = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (indented && (c == ' ' || c == '\t')) {
        tidy.append(c);
      } else if (c == ' ' || c == '\t' || isOddSpace(c)) {
        space = true;
      } else {
        if (space && !tidy.isEmpty()) {
          tidy.append(' ');
        }
        space = false;
        tidy.append(c);
      }
    }
    int end = tidy.length();
    while (end > 0 && (tidy.charAt(end - 1) == ' ' || tidy.charAt(end - 1) == '\t')) {
      end--;
    }
    tidy.setLength(end);
    return tidy.toString();
  }

  private static boolean isOddSpace(char c) {
    return c == 0x00A0
        || c == 0x1680
        || (c >= 0x2000 && c <= 0x200A)
        || c == 0x202F
        || c == 0x205F
        || c == 0x3000;
  }
}
