package org.peykare.corpus.extract;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.netpreserve.jwarc.HttpResponse;
import org.netpreserve.jwarc.MediaType;
import org.netpreserve.jwarc.MessageHeaders;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcResponse;
import org.peykare.formats.warc.WarcFields;

/// Reads a WARC `response` record: HTTP status and headers, charset, the HTML tree. Thread-safe;
/// never throws for what a record contains.
public final class PageReader {
  private static final List<String> OPT_OUT_HEADERS =
      List.of("X-Robots-Tag", "tdm-reservation", "Content-Signal", "Content-Usage");

  /// Bytes looked at to tell text from other data.
  private static final int SNIFFED = 1_445;

  private final PageLimits limits;

  private PageReader(PageLimits limits) {
    this.limits = limits;
  }

  /// A reader with these limits.
  public static PageReader of(PageLimits limits) {
    return new PageReader(limits);
  }

  /// The page in an uncompressed WARC record.
  ///
  /// @param url its address, for links in it
  public PageRead read(String url, byte[] warcRecord) {
    Instant fetched = Instant.EPOCH;
    try (WarcReader reader = new WarcReader(new ByteArrayInputStream(warcRecord))) {
      Optional<WarcRecord> first = reader.next();
      if (first.isEmpty()) {
        return unreadable(fetched, "damaged-record");
      }
      WarcRecord record = first.get();
      fetched = record.date();
      return record instanceof WarcResponse response
          ? read(url, response, fetched)
          : unreadable(fetched, notAPage(record));
    } catch (DomParser.PageTooLargeException e) {
      return unreadable(fetched, "too-large");
    } catch (IOException | RuntimeException e) {
      return unreadable(fetched, "damaged-record");
    } catch (StackOverflowError e) {
      return unreadable(fetched, "too-deep");
    }
  }

  private static String notAPage(WarcRecord record) {
    return record.type().equals("revisit") ? "revisit" : "not-a-page";
  }

  private PageRead read(String url, WarcResponse record, Instant fetched) throws IOException {
    if (!record.contentType().base().equals(MediaType.HTTP)) {
      return unreadable(fetched, "not-a-page");
    }
    HttpResponse http = record.http();
    if (http.status() / 100 != 2) {
      return new PageRead.Unreadable(
          fetched, "http-status", Map.of("status", (double) http.status()));
    }
    String contentType = http.headers().first("Content-Type").orElse("");
    if (!isHtml(contentType)) {
      return unreadable(fetched, "not-html");
    }
    byte[] stored = http.body().stream().readNBytes(limits.maxBytes());
    byte[] body = decoded(stored, http.headers());
    if (isBlank(body)) {
      return unreadable(fetched, "empty-body");
    }
    if (!looksLikeText(body)) {
      return unreadable(fetched, "not-html");
    }
    CharsetDetector.Decoded text = CharsetDetector.decode(body, charset(contentType));
    Document dom = DomParser.parse(text.text(), url, limits);
    return new PageRead.Page(
        fetched,
        record.headers().first("WARC-Record-ID").orElse(""),
        record.headers().first("WARC-Payload-Digest").orElseGet(() -> sha1(stored)),
        record.headers().first(WarcFields.SEED).orElse(null),
        record.headers().first(WarcFields.ROBOTS).orElse(null),
        evidence(record.headers(), http.headers(), dom),
        record.headers().first(WarcFields.OPT_OUT_POLICY).orElse(null),
        text.charset().name(),
        dom);
  }

  /// HTML and XHTML, also where the server does not say.
  private static boolean isHtml(String contentType) {
    String lower = contentType.toLowerCase(Locale.ROOT).strip();
    return lower.isEmpty()
        || lower.startsWith("text/html")
        || lower.startsWith("application/xhtml+xml")
        || lower.startsWith("text;")
        || lower.equals("text");
  }

  private static @Nullable String charset(String contentType) {
    int at = contentType.toLowerCase(Locale.ROOT).indexOf("charset=");
    if (at < 0) {
      return null;
    }
    String rest = contentType.substring(at + "charset=".length());
    int end = rest.indexOf(';');
    return (end < 0 ? rest : rest.substring(0, end)).replace("\"", "").replace("'", "").strip();
  }

  /// Files of other crawlers keep the body compressed; ours holds it decoded.
  private byte[] decoded(byte[] body, MessageHeaders headers) throws IOException {
    boolean gzip =
        headers.contains("Content-Encoding", "gzip")
            || headers.contains("Content-Encoding", "x-gzip");
    boolean magic = body.length > 2 && (body[0] & 0xFF) == 0x1F && (body[1] & 0xFF) == 0x8B;
    if (!gzip || !magic) {
      return body;
    }
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return in.readNBytes(limits.maxBytes());
    }
  }

  private static boolean isBlank(byte[] body) {
    for (byte b : body) {
      if (b > ' ' || b < 0) {
        return false;
      }
    }
    return true;
  }

  /// Pictures and archives sent as HTML are full of bytes that text never holds ("binary data
  /// bytes", WHATWG MIME Sniffing §3); so is UTF-16.
  private static boolean looksLikeText(byte[] body) {
    if (MarkedCharsets.find(body) != null) {
      return true;
    }
    int looked = Math.min(body.length, SNIFFED);
    int binary = 0;
    for (int i = 0; i < looked; i++) {
      int b = body[i] & 0xFF;
      boolean control = b < ' ' && b != '\t' && b != '\n' && b != '\f' && b != '\r' && b != 0x1B;
      binary += control ? 1 : 0;
    }
    boolean pdf = body.length > 4 && body[0] == '%' && body[1] == 'P' && body[2] == 'D';
    return !pdf && binary * 50 <= looked;
  }

  private static List<String> evidence(MessageHeaders warc, MessageHeaders http, Document dom) {
    List<String> evidence = new ArrayList<>(warc.all(WarcFields.OPT_OUT));
    for (String name : OPT_OUT_HEADERS) {
      for (String value : http.all(name)) {
        add(evidence, name.toLowerCase(Locale.ROOT), value);
      }
    }
    for (Element meta : dom.head().getElementsByTag("meta")) {
      String name = meta.attr("name").toLowerCase(Locale.ROOT);
      if (name.equals("robots") || name.equals("tdm-reservation")) {
        add(evidence, (name.equals("robots") ? "meta " : "") + name, meta.attr("content"));
      }
    }
    return evidence;
  }

  private static void add(List<String> evidence, String name, String value) {
    String piece = name + ": " + value.strip();
    if (!evidence.contains(piece)) {
      evidence.add(piece);
    }
  }

  private static PageRead unreadable(Instant fetched, String reason) {
    return new PageRead.Unreadable(fetched, reason, Map.of());
  }

  private static String sha1(byte[] body) {
    try {
      return "sha1:" + Base32.encode(MessageDigest.getInstance("SHA-1").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java runtime has no SHA-1", e);
    }
  }

  /// RFC 4648 without padding.
  private static final class Base32 {
    private static final byte[] ALPHABET =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".getBytes(StandardCharsets.US_ASCII);

    static String encode(byte[] bytes) {
      StringBuilder text = new StringBuilder(bytes.length * 8 / 5 + 1);
      int buffer = 0;
      int bits = 0;
      for (byte b : bytes) {
        buffer = buffer << 8 | (b & 0xFF);
        bits += 8;
        while (bits >= 5) {
          bits -= 5;
          text.append((char) ALPHABET[buffer >>> bits & 31]);
        }
        buffer &= (1 << bits) - 1;
      }
      return bits > 0
          ? text.append((char) ALPHABET[buffer << (5 - bits) & 31]).toString()
          : text.toString();
    }
  }
}
