package org.peykare.formats.url;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The rules of `formats/urls.md`, in order.
final class UrlParser {
  /// Query parameters that name a visit or a campaign, never a page.
  private static final Set<String> TRACKING =
      Set.of(
          "fbclid",
          "gclid",
          "dclid",
          "gbraid",
          "wbraid",
          "msclkid",
          "yclid",
          "igshid",
          "mc_cid",
          "mc_eid",
          "_ga",
          "_gl",
          "phpsessid",
          "jsessionid",
          "aspsessionid",
          "sessionid");

  private static final String HEX = "0123456789ABCDEF";

  private UrlParser() {}

  static Optional<UrlNormalForm> parse(String url) {
    String trimmed = clean(url);
    int colon = trimmed.indexOf(':');
    if (colon < 0 || !trimmed.startsWith("//", colon + 1)) {
      return Optional.empty();
    }
    String scheme = trimmed.substring(0, colon).toLowerCase(Locale.ROOT);
    return isHttp(scheme) ? build(scheme, trimmed.substring(colon + 3)) : Optional.empty();
  }

  static Optional<UrlNormalForm> resolve(UrlNormalForm base, String href) {
    String reference = clean(href);
    int fragment = reference.indexOf('#');
    if (fragment >= 0) {
      reference = reference.substring(0, fragment);
    }
    if (reference.isEmpty()) {
      return Optional.of(base);
    }
    if (schemeLength(reference) > 0) {
      return parse(reference);
    }
    if (reference.startsWith("//")) {
      return build(base.scheme(), reference.substring(2));
    }
    String path =
        switch (reference.charAt(0)) {
          case '/' -> reference;
          case '?' -> base.path() + reference;
          default -> base.path().substring(0, base.path().lastIndexOf('/') + 1) + reference;
        };
    return finish(base.scheme(), base.host(), base.port(), path);
  }

  /// White space around and line breaks and tabs within are an author's slip (WHATWG URL, §4.4).
  private static String clean(String url) {
    String stripped = url.strip();
    if (stripped.indexOf('\n') < 0 && stripped.indexOf('\r') < 0 && stripped.indexOf('\t') < 0) {
      return stripped;
    }
    return stripped.replaceAll("[\\n\\r\\t]", "");
  }

  /// Length of the scheme of an absolute URL, 0 for a relative reference.
  private static int schemeLength(String reference) {
    for (int i = 0; i < reference.length(); i++) {
      char c = reference.charAt(i);
      if (c == ':') {
        return i;
      }
      boolean letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
      boolean later = c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.';
      if (!letter && (i == 0 || !later)) {
        return 0;
      }
    }
    return 0;
  }

  private static boolean isHttp(String scheme) {
    return scheme.equals("http") || scheme.equals("https");
  }

  private static Optional<UrlNormalForm> build(String scheme, String afterSlashes) {
    int end = 0;
    while (end < afterSlashes.length() && "/?#\\".indexOf(afterSlashes.charAt(end)) < 0) {
      end++;
    }
    String authority = afterSlashes.substring(0, end);
    if (authority.indexOf('@') >= 0) {
      return Optional.empty();
    }
    int portColon = authority.lastIndexOf(':');
    int port = -1;
    if (portColon > authority.lastIndexOf(']')) {
      String digits = authority.substring(portColon + 1);
      authority = authority.substring(0, portColon);
      port = port(digits);
      if (port == INVALID_PORT) {
        return Optional.empty();
      }
    }
    String host = host(authority);
    if (host.isEmpty()) {
      return Optional.empty();
    }
    if (port == (scheme.equals("https") ? 443 : 80)) {
      port = -1;
    }
    return finish(scheme, host, port, afterSlashes.substring(end));
  }

  private static final int INVALID_PORT = -2;

  private static int port(String digits) {
    if (digits.isEmpty()) {
      return -1;
    }
    if (digits.length() > 5 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return INVALID_PORT;
    }
    int port = Integer.parseInt(digits);
    return port >= 1 && port <= 65_535 ? port : INVALID_PORT;
  }

  /// The host in lower-case ASCII, or empty where it is none.
  private static String host(String raw) {
    if (raw.startsWith("[")) {
      return raw.endsWith("]") && raw.length() > 3 ? raw.toLowerCase(Locale.ROOT) : "";
    }
    String decoded = raw.indexOf('%') >= 0 ? decodeHost(raw) : raw;
    String host;
    try {
      host = isAscii(decoded) ? decoded : IDN.toASCII(decoded, IDN.ALLOW_UNASSIGNED);
    } catch (IllegalArgumentException e) {
      return "";
    }
    host = host.toLowerCase(Locale.ROOT);
    if (host.endsWith(".")) {
      host = host.substring(0, host.length() - 1);
    }
    boolean valid =
        !host.isEmpty()
            && host.length() <= 253
            && !host.startsWith(".")
            && !host.contains("..")
            && host.chars().allMatch(UrlParser::isHostCharacter);
    return valid ? host : "";
  }

  private static String decodeHost(String raw) {
    try {
      return java.net.URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static boolean isAscii(String s) {
    return s.chars().allMatch(c -> c < 128);
  }

  private static boolean isHostCharacter(int c) {
    return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '.' || c == '_';
  }

  private static Optional<UrlNormalForm> finish(String scheme, String host, int port, String rest) {
    int fragment = rest.indexOf('#');
    String noFragment = fragment < 0 ? rest : rest.substring(0, fragment);
    int question = noFragment.indexOf('?');
    String rawPath = question < 0 ? noFragment : noFragment.substring(0, question);
    String path = encode(withoutDotSegments(withoutSession(rawPath.replace('\\', '/'))), false);
    String query = question < 0 ? "" : query(noFragment.substring(question + 1));
    UrlNormalForm url =
        new UrlNormalForm(scheme, host, port, query.isEmpty() ? path : path + "?" + query);
    return url.toString().length() <= UrlNormalForm.MAX_LENGTH
        ? Optional.of(url)
        : Optional.empty();
  }

  /// Removes `;jsessionid=…` from the end of a path.
  private static String withoutSession(String path) {
    int semicolon = path.toLowerCase(Locale.ROOT).indexOf(";jsessionid=");
    return semicolon < 0 ? path : path.substring(0, semicolon);
  }

  /// RFC 3986 §5.2.4, with `%2e` read as a dot (WHATWG URL) and a leading slash supplied.
  private static String withoutDotSegments(String path) {
    String[] segments = path.split("/", -1);
    StringBuilder out = new StringBuilder(path.length() + 1);
    int first = path.startsWith("/") ? 1 : 0;
    for (int i = first; i < segments.length; i++) {
      String segment = segments[i];
      boolean last = i == segments.length - 1;
      String dots = segment.length() <= 6 ? segment.replaceAll("(?i)%2e", ".") : segment;
      if (dots.equals("..")) {
        int slash = out.lastIndexOf("/");
        out.setLength(Math.max(slash, 0));
        if (last) {
          out.append('/');
        }
      } else if (dots.equals(".")) {
        if (last) {
          out.append('/');
        }
      } else {
        out.append('/').append(segment);
      }
    }
    return out.isEmpty() ? "/" : out.toString();
  }

  private static String query(String raw) {
    StringBuilder out = new StringBuilder(raw.length());
    for (String parameter : raw.split("&", -1)) {
      if (!parameter.isEmpty() && !isTracking(parameter)) {
        out.append(out.isEmpty() ? "" : "&").append(encode(parameter, true));
      }
    }
    return out.toString();
  }

  private static boolean isTracking(String parameter) {
    int equals = parameter.indexOf('=');
    String name =
        (equals < 0 ? parameter : parameter.substring(0, equals)).toLowerCase(Locale.ROOT);
    return name.startsWith("utm_") || TRACKING.contains(name);
  }

  /// Percent-encoding in one spelling: unreserved characters bare, everything else that may not
  /// stand in a path or query as upper-case `%XX` of its UTF-8.
  private static String encode(String raw, boolean inQuery) {
    int i = 0;
    while (i < raw.length() && isPlain(raw.charAt(i))) {
      i++;
    }
    if (i == raw.length()) {
      return raw;
    }
    StringBuilder out = new StringBuilder(raw.length() + 16).append(raw, 0, i);
    while (i < raw.length()) {
      char c = raw.charAt(i);
      if (c == '%') {
        int value = hexPair(raw, i + 1);
        if (value < 0) {
          out.append("%25");
          i++;
        } else {
          appendByte(out, value, isUnreserved(value));
          i += 3;
        }
      } else if (isPlain(c) || isAllowed(c, inQuery)) {
        out.append(c);
        i++;
      } else {
        int codePoint = raw.codePointAt(i);
        for (byte b : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)) {
          appendByte(out, b & 0xFF, false);
        }
        i += Character.charCount(codePoint);
      }
    }
    return out.toString();
  }

  private static void appendByte(StringBuilder out, int value, boolean bare) {
    if (bare) {
      out.append((char) value);
    } else {
      out.append('%').append(HEX.charAt(value >> 4)).append(HEX.charAt(value & 15));
    }
  }

  private static int hexPair(String s, int at) {
    if (at + 1 >= s.length()) {
      return -1;
    }
    int high = Character.digit(s.charAt(at), 16);
    int low = Character.digit(s.charAt(at + 1), 16);
    return high < 0 || low < 0 || s.charAt(at) > 'f' || s.charAt(at + 1) > 'f'
        ? -1
        : high << 4 | low;
  }

  private static boolean isPlain(char c) {
    return c == '/' || isUnreserved(c);
  }

  /// RFC 3986 §2.3.
  private static boolean isUnreserved(int c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '-'
        || c == '.'
        || c == '_'
        || c == '~';
  }

  /// Reserved characters that may stand bare (RFC 3986 §3.3, §3.4).
  private static boolean isAllowed(char c, boolean inQuery) {
    return "!$&'()*+,;=:@".indexOf(c) >= 0 || inQuery && c == '?';
  }
}
