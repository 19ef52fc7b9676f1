package org.peykare.corpus.dedup;

/// Writes a folded word; frequent Persian affixes become words of their own, so that «می‌رود», «می
/// رود» and «میرود» are the same two words.
final class PersianAffixes {
  /// Longer ones first.
  private static final String[] PREFIXES = {"نمی", "می"};

  private static final String[] SUFFIXES = {"هایی", "های", "ها", "ترین"};
  private static final int LEAST_STEM = 2;

  private PersianAffixes() {}

  static void append(StringBuilder word, StringBuilder words) {
    if (word.isEmpty()) {
      return;
    }
    int start = prefix(word);
    int end = word.length() - suffix(word, start);
    appendPart(word, 0, start, words);
    appendPart(word, start, end, words);
    appendPart(word, end, word.length(), words);
  }

  private static int prefix(StringBuilder word) {
    for (String prefix : PREFIXES) {
      if (word.length() >= prefix.length() + LEAST_STEM && word.indexOf(prefix) == 0) {
        return prefix.length();
      }
    }
    return 0;
  }

  private static int suffix(StringBuilder word, int start) {
    for (String suffix : SUFFIXES) {
      int at = word.length() - suffix.length();
      if (at - start >= LEAST_STEM && word.lastIndexOf(suffix) == at) {
        return suffix.length();
      }
    }
    return 0;
  }

  private static void appendPart(StringBuilder word, int start, int end, StringBuilder words) {
    if (start == end) {
      return;
    }
    if (!words.isEmpty()) {
      words.append(' ');
    }
    words.append(word, start, end);
  }
}
