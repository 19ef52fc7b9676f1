package org.peykare.corpus.filter;

/// E-mail addresses in a text.
final class EmailAddresses {
  private EmailAddresses() {}

  static String mask(String text) {
    int at = text.indexOf('@');
    if (at < 0) {
      return text;
    }
    StringBuilder masked = new StringBuilder(text.length());
    int done = 0;
    while (at >= 0) {
      int start = at;
      while (start > done && isLocalPart(text.charAt(start - 1))) {
        start--;
      }
      int end = endOfDomain(text, at + 1);
      if (start < at && end > at + 1) {
        masked.append(text, done, start).append(PersonalData.Kind.EMAIL.mark());
        done = end;
      }
      at = text.indexOf('@', Math.max(at + 1, done));
    }
    return masked.append(text, done, text.length()).toString();
  }

  /// The end of a domain with a dot and a last label of letters that begins at `from`; `from` where
  /// there is none.
  private static int endOfDomain(String text, int from) {
    int end = from;
    while (end < text.length() && isDomain(text.charAt(end))) {
      end++;
    }
    while (end > from && !isAsciiLetter(text.charAt(end - 1))) {
      end--;
    }
    int dot = end - 1;
    while (dot > from && text.charAt(dot) != '.') {
      dot--;
    }
    if (dot <= from || end - dot < 3) {
      return from;
    }
    for (int i = dot + 1; i < end; i++) {
      if (!isAsciiLetter(text.charAt(i))) {
        return from;
      }
    }
    return end;
  }

  private static boolean isLocalPart(char c) {
    return isAsciiLetter(c) || (c >= '0' && c <= '9') || "._%+-".indexOf(c) >= 0;
  }

  private static boolean isDomain(char c) {
    return isAsciiLetter(c) || (c >= '0' && c <= '9') || c == '.' || c == '-';
  }

  private static boolean isAsciiLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
