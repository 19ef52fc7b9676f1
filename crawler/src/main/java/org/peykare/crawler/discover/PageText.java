package org.peykare.crawler.discover;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.peykare.crawler.fetch.Fetch;

/// Decodes a page well enough to find its links: byte order mark, then `Content-Type`, then the
/// page's own meta element, then UTF-8. The corpus looks closer.
final class PageText {
  private static final int META_BYTES = 2_048;
  private static final Pattern CHARSET =
      Pattern.compile("(?i)charset\\s*=\\s*[\"']?\\s*([A-Za-z0-9._:-]+)");

  private PageText() {}

  static String decode(Fetch.Fetched fetched) {
    byte[] body = fetched.body();
    if (startsWith(body, 0xEF, 0xBB, 0xBF)) {
      return new String(body, 3, body.length - 3, StandardCharsets.UTF_8);
    }
    if (startsWith(body, 0xFE, 0xFF) || startsWith(body, 0xFF, 0xFE)) {
      return new String(body, StandardCharsets.UTF_16);
    }
    String start =
        new String(body, 0, Math.min(body.length, META_BYTES), StandardCharsets.ISO_8859_1);
    Charset charset =
        fetched
            .head()
            .first("Content-Type")
            .flatMap(PageText::charset)
            .or(() -> charset(start))
            .orElse(StandardCharsets.UTF_8);
    return new String(body, charset);
  }

  private static Optional<Charset> charset(String text) {
    Matcher matcher = CHARSET.matcher(text);
    if (!matcher.find()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Charset.forName(matcher.group(1)));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return Optional.empty();
    }
  }

  private static boolean startsWith(byte[] body, int... bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (i >= body.length || (body[i] & 0xFF) != bytes[i]) {
        return false;
      }
    }
    return true;
  }
}
