package org.peykare.corpus.filter;

/// Public IPv6 addresses in a text (2000::/3, RFC 4291), those kept for documentation excepted.
final class Ipv6Addresses {
  private static final int GROUPS = 8;
  private static final int LONGEST = 39;
  private static final String DOCUMENTATION = "2001:db8:";

  private Ipv6Addresses() {}

  static String mask(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      return text;
    }
    StringBuilder masked = new StringBuilder(text.length());
    int done = 0;
    while (colon >= 0) {
      int start = Math.max(done, colon - 4);
      while (start < colon && !isPart(text, start, colon)) {
        start++;
      }
      int end = colon;
      while (end < text.length() && end - start <= LONGEST && isAddressCharacter(text, end)) {
        end++;
      }
      int trimmed = text.charAt(end - 1) == ':' && !text.startsWith("::", end - 2) ? end - 1 : end;
      if (isPublic(text.substring(start, trimmed)) && standsAlone(text, start, trimmed)) {
        masked.append(text, done, start).append(PersonalData.Kind.IP.mark());
        done = trimmed;
      }
      colon = text.indexOf(':', Math.max(end, colon + 1));
    }
    return masked.append(text, done, text.length()).toString();
  }

  /// Whether all from `start` to `end` are hexadecimal digits.
  private static boolean isPart(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (Character.digit(text.charAt(i), 16) < 0 || text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAddressCharacter(String text, int at) {
    char c = text.charAt(at);
    return c == ':' || (c < 0x80 && Character.digit(c, 16) >= 0);
  }

  /// Not in a word, and not in the brackets of a URL.
  private static boolean standsAlone(String text, int start, int end) {
    boolean before = start == 0 || !Character.isLetterOrDigit(text.charAt(start - 1));
    boolean after = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
    return before && after && !text.startsWith("//[", start - 3);
  }

  private static boolean isPublic(String address) {
    if (address.length() < 4
        || (address.charAt(0) != '2' && address.charAt(0) != '3')
        || address.indexOf(':') != 4
        || address.regionMatches(true, 0, DOCUMENTATION, 0, DOCUMENTATION.length())) {
      return false;
    }
    int gap = address.indexOf("::");
    if (gap >= 0 && address.indexOf("::", gap + 1) >= 0) {
      return false;
    }
    int groups = 0;
    for (String group : address.split(":", -1)) {
      if (group.length() > 4) {
        return false;
      }
      groups += group.isEmpty() ? 0 : 1;
    }
    return gap >= 0 ? groups < GROUPS : groups == GROUPS;
  }
}
