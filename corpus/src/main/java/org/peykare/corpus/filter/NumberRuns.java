package org.peykare.corpus.filter;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.peykare.corpus.filter.PersonalData.Kind;

/// Numbers in a text that are personal data: groups of digits with the same separator between them.
final class NumberRuns {
  private static final String SEPARATORS = " -.()/\u2010\u2011\u2012\u2013";

  /// A longer run of digits is data of some other kind.
  private static final int MOST_DIGITS = 40;

  private NumberRuns() {}

  static String mask(String text, Set<Kind> kinds) {
    StringBuilder masked = null;
    int done = 0;
    int i = 0;
    while (i < text.length()) {
      if (digit(text.charAt(i)) < 0) {
        i++;
        continue;
      }
      Run run = Run.at(text, i);
      Found found = isPartOfWord(text, run) ? null : PersonalNumbers.find(text, run);
      if (found != null && kinds.contains(found.kind())) {
        masked = masked == null ? new StringBuilder(text.length()) : masked;
        masked.append(text, done, found.start()).append(found.kind().mark());
        done = found.end();
      }
      i = Math.max(run.end(), done);
    }
    return masked == null ? text : masked.append(text, done, text.length()).toString();
  }

  /// In an address, a code or a product's name.
  private static boolean isPartOfWord(String text, Run run) {
    int before = run.start() - 1;
    if (before >= 0 && "/=_#&?%".indexOf(text.charAt(before)) >= 0) {
      return true;
    }
    return run.end() < text.length() && "_=&%".indexOf(text.charAt(run.end())) >= 0;
  }

  /// Value of a Latin, Persian or Arabic digit, -1 for other characters.
  static int digit(char c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    if (c >= '\u06F0' && c <= '\u06F9') {
      return c - '\u06F0';
    }
    return c >= '\u0660' && c <= '\u0669' ? c - '\u0660' : -1;
  }

  /// Personal data at `start` to `end`.
  record Found(Kind kind, int start, int end) {}

  /// A number as written.
  ///
  /// @param start of its first digit
  /// @param end after its last digit
  /// @param digits its digits, Latin
  /// @param shape lengths of its groups and the separators between them, as in `3-8`
  record Run(int start, int end, String digits, String shape) {
    static Run at(String text, int start) {
      StringBuilder digits = new StringBuilder();
      StringBuilder shape = new StringBuilder();
      int group = 0;
      char separator = 0;
      int end = start;
      int i = start;
      while (i < text.length() && digits.length() <= MOST_DIGITS) {
        int digit = digit(text.charAt(i));
        if (digit >= 0) {
          digits.append((char) ('0' + digit));
          group++;
          i++;
          end = i;
        } else if (i + 1 < text.length()
            && SEPARATORS.indexOf(text.charAt(i)) >= 0
            && (separator == 0 || separator == text.charAt(i))
            && digit(text.charAt(i + 1)) >= 0) {
          separator = text.charAt(i);
          shape.append(group).append(separator(text.charAt(i)));
          group = 0;
          i++;
        } else {
          break;
        }
      }
      return new Run(start, end, digits.toString(), shape.append(group).toString());
    }

    private static char separator(char c) {
      return c >= '\u2010' && c <= '\u2013' ? '-' : c;
    }

    @Nullable Found as(Kind kind, int from) {
      return new Found(kind, from, end);
    }
  }
}
