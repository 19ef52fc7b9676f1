package org.peykare.crawler.warc;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.Channels;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.netpreserve.jwarc.HttpResponse;
import org.netpreserve.jwarc.MessageVersion;
import org.netpreserve.jwarc.WarcCaptureRecord;
import org.netpreserve.jwarc.WarcCompression;
import org.netpreserve.jwarc.WarcDigest;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcRevisit;
import org.netpreserve.jwarc.WarcTruncationReason;
import org.netpreserve.jwarc.WarcWriter;
import org.peykare.crawler.fetch.Fetch;
import org.peykare.crawler.fetch.Head;
import org.peykare.formats.url.UrlNormalForm;
import org.peykare.formats.warc.WarcFields;

/// Writes fetches as uncompressed WARC/1.1 records. Safe for many threads.
public final class WarcEncoder {
  private final Supplier<UUID> ids;

  /// An encoder that gives records random ids.
  public WarcEncoder() {
    this(UUID::randomUUID);
  }

  WarcEncoder(Supplier<UUID> ids) {
    this.ids = ids;
  }

  /// The SHA-1 of a payload.
  public static byte[] digest(byte[] payload) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(payload);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java runtime has no SHA-1", e);
    }
  }

  /// A `response` record of a page, with the SHA-1 of its body.
  public byte[] response(Fetch.Fetched page, byte[] digest, PageFacts facts) {
    WarcResponse.Builder record = new WarcResponse.Builder(uri(page.url()));
    describe(record, page.at(), page.millis(), page.head(), facts);
    record.payloadDigest(new WarcDigest("sha1", digest));
    if (page.truncated() == Fetch.Truncation.LENGTH) {
      record.truncated(WarcTruncationReason.LENGTH);
    }
    if (page.address() != null) {
      record.ipAddress(page.address());
    }
    try {
      record.body(
          http(page.head())
              .body(
                  null,
                  Channels.newChannel(new ByteArrayInputStream(page.body())),
                  page.body().length)
              .build());
      return bytes(record.build());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make a WARC record of " + page.url(), e);
    }
  }

  /// A `revisit` record of a page whose body is what it was at `then`.
  public byte[] revisit(
      Fetch.Fetched page, byte[] digest, @Nullable Instant then, PageFacts facts) {
    WarcRevisit.Builder record =
        new WarcRevisit.Builder(uri(page.url()), WarcRevisit.IDENTICAL_PAYLOAD_DIGEST_1_1);
    record.payloadDigest(new WarcDigest("sha1", digest));
    return revisit(record, page, page.head(), then, facts);
  }

  /// A `revisit` record of a page that the server said is what it was at `then`.
  public byte[] revisit(Fetch.NotModified page, @Nullable Instant then, PageFacts facts) {
    WarcRevisit.Builder record =
        new WarcRevisit.Builder(uri(page.url()), WarcRevisit.SERVER_NOT_MODIFIED_1_1);
    return revisit(record, page, page.head(), then, facts);
  }

  private byte[] revisit(
      WarcRevisit.Builder record, Fetch fetch, Head head, @Nullable Instant then, PageFacts facts) {
    describe(record, fetch.at(), fetch.millis(), head, facts);
    record.setHeader("WARC-Refers-To-Target-URI", fetch.url().toString());
    if (then != null) {
      record.setHeader("WARC-Refers-To-Date", then.truncatedTo(ChronoUnit.MILLIS).toString());
    }
    try {
      record.body(http(head).build());
      return bytes(record.build());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make a WARC record of " + fetch.url(), e);
    }
  }

  private void describe(
      WarcCaptureRecord.AbstractBuilder<?, ?> record,
      Instant at,
      long millis,
      Head head,
      PageFacts facts) {
    record.version(MessageVersion.WARC_1_1);
    record.recordId(ids.get());
    record.date(at.truncatedTo(ChronoUnit.MILLIS));
    record.setHeader(WarcFields.PROTOCOL, head.protocol());
    record.setHeader(WarcFields.SEED, line(facts.seed()));
    record.setHeader(WarcFields.ROBOTS, facts.robots());
    record.setHeader(WarcFields.FETCH_MILLIS, Long.toString(millis));
    facts.optOuts().forEach(evidence -> record.addHeader(WarcFields.OPT_OUT, line(evidence)));
    switch (facts.policy()) {
      case HONOUR -> {}
      case KEEP -> record.setHeader(WarcFields.OPT_OUT_POLICY, WarcFields.KEEP);
    }
  }

  /// The head as an HTTP/1.1 one, true to the stored body: what belonged to the transfer alone is
  /// kept under another name.
  private static HttpResponse.Builder http(Head head) {
    HttpResponse.Builder http = new HttpResponse.Builder(head.status(), reason(head.status()));
    for (Head.Field field : head.headers()) {
      http.addHeader(storedName(field.name()), field.value());
    }
    return http;
  }

  private static String storedName(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "content-encoding" -> WarcFields.ORIGINAL_CONTENT_ENCODING;
      case "content-length" -> "X-Crawl-Content-Length";
      case "transfer-encoding" -> "X-Crawl-Transfer-Encoding";
      default -> name;
    };
  }

  private static String reason(int status) {
    return switch (status) {
      case 200 -> "OK";
      case 201 -> "Created";
      case 202 -> "Accepted";
      case 203 -> "Non-Authoritative Information";
      case 204 -> "No Content";
      case 206 -> "Partial Content";
      case 304 -> "Not Modified";
      default -> "Success";
    };
  }

  private static byte[] bytes(WarcRecord record) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(64 * 1024);
    try (WarcWriter writer = new WarcWriter(Channels.newChannel(out), WarcCompression.NONE)) {
      writer.write(record);
    }
    return out.toByteArray();
  }

  private static URI uri(UrlNormalForm url) {
    return URI.create(url.toString());
  }

  /// A header value has no line breaks and is plain ASCII.
  private static String line(String value) {
    return value.replaceAll("[^\\x20-\\x7e]+", "?");
  }
}
