package org.peykare.corpus.topology;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.peykare.corpus.dedup.Signature;
import org.peykare.corpus.document.Document;
import org.peykare.corpus.document.Stage;
import org.peykare.corpus.document.Verdict;
import org.peykare.corpus.page.PageOutcome;
import org.peykare.corpus.page.PageProcessor;
import org.peykare.formats.url.DocumentId;

/// Pages that say themselves what signature they have, and the processor that believes them.
final class FakePages {
  static final Instant DAY = Instant.parse("2026-01-01T00:00:00Z");

  private FakePages() {}

  /// A page with this exact key and these bands, fetched `hour` hours after [#DAY].
  static byte[] page(int hour, long exact, long... bands) {
    String body =
        exact
            + " "
            + LongStream.of(bands).mapToObj(Long::toString).collect(Collectors.joining(","));
    return record("response", hour, body);
  }

  /// A page that a filter drops.
  static byte[] bad(int hour) {
    return record("response", hour, "bad");
  }

  /// A page that breaks the processor.
  static byte[] breaking(int hour) {
    return record("response", hour, "break");
  }

  static byte[] revisit(int hour) {
    return record("revisit", hour, "");
  }

  private static byte[] record(String type, int hour, String body) {
    return """
    WARC/1.1\r
    WARC-Type: %s\r
    WARC-Date: %s\r
    WARC-Record-ID: <urn:test:%d:%s>\r
    WARC-Payload-Digest: sha1:%s\r
    Content-Length: %d\r
    \r
    %s\r
    \r
    """
        .formatted(type, DAY.plusSeconds(3600L * hour), hour, body, body, body.length(), body)
        .getBytes(StandardCharsets.UTF_8);
  }

  static final PageProcessor PROCESSOR = FakePages::outcome;

  private static PageOutcome outcome(String url, byte[] record) {
    WarcHead head = WarcHead.of(record);
    String text = new String(record, StandardCharsets.UTF_8);
    String body = text.substring(text.indexOf("\r\n\r\n") + 4).strip();
    if (body.equals("break")) {
      throw new IllegalStateException("broken on purpose");
    }
    if (body.equals("bad")) {
      return new PageOutcome.Dropped(
          new Verdict.Drop(
              url, head.date(), "fa", Stage.LENGTH, "too-short", Map.of("words", 1.0), null));
    }
    String[] parts = body.split(" ", 2);
    long[] bands =
        parts.length < 2 || parts[1].isEmpty()
            ? new long[0]
            : Arrays.stream(parts[1].split(",")).mapToLong(Long::parseLong).toArray();
    String id = DocumentId.ofNormalForm(url).toString();
    Document document =
        new Document(
            id,
            url,
            "host",
            head.date(),
            null,
            body,
            "fa",
            0.9,
            7,
            null,
            null,
            null,
            null,
            head.digest(),
            head.recordId(),
            id,
            null,
            null);
    return new PageOutcome.Candidate(document, new Signature(Long.parseLong(parts[0]), bands));
  }
}
