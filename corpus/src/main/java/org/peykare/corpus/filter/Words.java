package org.peykare.corpus.filter;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;

/// Splits a text into words: what stands between white space and has a letter or digit in it, marks
/// around it taken off. A zero-width non-joiner does not split. Scripts written without spaces
/// count two characters as a word.
public final class Words {
  private Words() {}

  /// Number of words.
  public static long count(CharSequence text) {
    long words = 0;
    int i = 0;
    int length = text.length();
    while (i < length) {
      if (Character.isWhitespace(text.charAt(i))) {
        i++;
        continue;
      }
      int unspaced = 0;
      boolean word = false;
      while (i < length && !Character.isWhitespace(text.charAt(i))) {
        char c = text.charAt(i);
        unspaced += isUnspaced(c) ? 1 : 0;
        word |= Character.isLetterOrDigit(c) || Character.isSurrogate(c);
        i++;
      }
      words += unspaced > 1 ? (unspaced + 1) / 2 : word ? 1 : 0;
    }
    return words;
  }

  /// The words, in order.
  static List<String> of(String text) {
    List<String> words = new ArrayList<>(text.length() / 5 + 1);
    int i = 0;
    int length = text.length();
    while (i < length) {
      while (i < length && !isWordPart(text, i)) {
        i++;
      }
      int start = i;
      int end = i;
      while (i < length && !Character.isWhitespace(text.charAt(i))) {
        if (isWordPart(text, i)) {
          end = i + 1;
        }
        i++;
      }
      if (end > start) {
        add(words, text.substring(start, end));
      }
    }
    return words;
  }

  private static void add(List<String> words, String word) {
    if (!isUnspaced(word.charAt(0))) {
      words.add(word);
      return;
    }
    for (int i = 0; i < word.length(); i += 2) {
      words.add(word.substring(i, Math.min(word.length(), i + 2)));
    }
  }

  private static boolean isWordPart(String text, int i) {
    char c = text.charAt(i);
    return Character.isLetterOrDigit(c)
        || Character.isSurrogate(c)
        || Character.getType(c) == Character.NON_SPACING_MARK;
  }

  private static boolean isUnspaced(char c) {
    if (c < 0x0E00) {
      return false;
    }
    UnicodeScript script = UnicodeScript.of(c);
    return switch (script) {
      case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
      default -> false;
    };
  }
}
