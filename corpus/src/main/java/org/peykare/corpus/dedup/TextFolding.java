package org.peykare.corpus.dedup;

import java.text.Normalizer;
import org.peykare.corpus.normalize.MarkRuns;

/// Folds a text for duplicate keys alone: what differs only in letter variants, marks, digits, case
/// or the spacing of Persian affixes folds to the same words. Never stored.
public final class TextFolding {
  private static final char ZWNJ = '\u200C';

  private TextFolding() {}

  /// The words of `text`, folded, one space between two.
  public static String fold(String text) {
    return foldBounded(MarkRuns.cut(text));
  }

  private static String foldBounded(String text) {
    StringBuilder words = new StringBuilder(text.length());
    StringBuilder word = new StringBuilder();
    String decomposed =
        Normalizer.isNormalized(text, Normalizer.Form.NFKD)
            ? text
            : Normalizer.normalize(text, Normalizer.Form.NFKD);
    for (int i = 0; i < decomposed.length(); i++) {
      char c = decomposed.charAt(i);
      if (Character.isLetter(c) || Character.isSurrogate(c)) {
        word.append(letter(c));
      } else if (Character.isDigit(c)) {
        word.append((char) ('0' + Character.digit(c, 10)));
      } else if (!isInsideWord(c)) {
        PersianAffixes.append(word, words);
        word.setLength(0);
      }
    }
    PersianAffixes.append(word, words);
    return words.toString();
  }

  /// Marks over letters, kashida, apostrophes and invisible characters do not end a word; a
  /// zero-width non-joiner does.
  private static boolean isInsideWord(char c) {
    int type = Character.getType(c);
    return c != ZWNJ
        && (type == Character.NON_SPACING_MARK
            || type == Character.ENCLOSING_MARK
            || type == Character.FORMAT
            || type == Character.MODIFIER_LETTER
            || c == '\''
            || c == '’');
  }

  private static String letter(char c) {
    return switch (c) {
      case 'ي', 'ى', 'ې', 'ۍ', 'ے' -> "ی";
      case 'ك' -> "ک";
      case 'ة', 'ۀ', 'ہ', 'ھ', 'ە', 'ۂ', 'ۃ' -> "ه";
      case 'أ', 'إ', 'آ', 'ٱ' -> "ا";
      case 'ؤ' -> "و";
      case 'ئ' -> "ی";
      case 'ء', '\u0640' -> "";
      case 'ß' -> "ss";
      default -> String.valueOf(Character.toLowerCase(c));
    };
  }
}
