package org.peykare.crawler.warc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcRevisit;
import org.netpreserve.jwarc.WarcTruncationReason;
import org.peykare.crawler.fetch.Fetch;
import org.peykare.crawler.fetch.Head;
import org.peykare.crawler.seed.Seed;
import org.peykare.formats.url.UrlNormalForm;

class WarcEncoderTest {
  private static final byte[] BODY = "<p>سلام</p>\n".getBytes(StandardCharsets.UTF_8);
  private static final UrlNormalForm URL = UrlNormalForm.of("https://news.example/a?b=1");
  private static final Instant AT = Instant.parse("2026-05-01T10:20:30.456Z");
  private static final PageFacts FACTS =
      new PageFacts(
          "news",
          "allowed",
          List.of("x-robots-tag: noai", "tdm-reservation: 1"),
          Seed.OptOuts.HONOUR);

  private final WarcEncoder encoder =
      new WarcEncoder(() -> UUID.fromString("00000000-0000-4000-8000-000000000001"));

  private static Fetch.Fetched page(Fetch.Truncation truncated) throws IOException {
    Head head =
        new Head(
            200,
            "h2",
            List.of(
                new Head.Field("content-type", "text/html; charset=utf-8"),
                new Head.Field("content-encoding", "br"),
                new Head.Field("content-length", "17"),
                new Head.Field("x-robots-tag", "noai")));
    return new Fetch.Fetched(
        URL, AT, 42, head, BODY, truncated, InetAddress.getByName("192.0.2.7"));
  }

  @Test
  void writesTheGoldenResponse() throws Exception {
    Fetch.Fetched page = page(Fetch.Truncation.WHOLE);

    byte[] record = encoder.response(page, WarcEncoder.digest(BODY), FACTS);

    assertThat(text(record)).isEqualTo(golden("page-response.warc"));
  }

  @Test
  void writesTheGoldenRevisit() throws Exception {
    Fetch.NotModified same =
        new Fetch.NotModified(
            URL,
            AT,
            7,
            new Head(304, "http/1.1", List.of(new Head.Field("ETag", "\"x1\""))),
            InetAddress.getByName("192.0.2.7"));

    byte[] record =
        encoder.revisit(
            same,
            Instant.parse("2026-04-01T00:00:00Z"),
            new PageFacts("news", "no-robots", List.of(), Seed.OptOuts.HONOUR));

    assertThat(text(record)).isEqualTo(golden("page-revisit.warc"));
  }

  @Test
  void saysThatTheOperatorMayUseThePage() throws Exception {
    PageFacts mine = new PageFacts("own", "allowed", List.of("noai"), Seed.OptOuts.KEEP);

    byte[] record = encoder.response(page(Fetch.Truncation.WHOLE), WarcEncoder.digest(BODY), mine);

    assertThat(text(record)).contains("Peykare-Opt-Out-Policy: keep\r\n");
  }

  @Test
  void jwarcReadsWhatIsWritten() throws Exception {
    Fetch.Fetched page = page(Fetch.Truncation.LENGTH);
    byte[] digest = WarcEncoder.digest(BODY);

    try (WarcReader reader =
        new WarcReader(new ByteArrayInputStream(encoder.response(page, digest, FACTS)))) {
      WarcResponse record = (WarcResponse) reader.next().orElseThrow();
      assertThat(record.target()).isEqualTo(URL.toString());
      assertThat(record.truncated()).isEqualTo(WarcTruncationReason.LENGTH);
      assertThat(record.headers().all("Peykare-Opt-Out"))
          .containsExactly("x-robots-tag: noai", "tdm-reservation: 1");
      assertThat(record.http().status()).isEqualTo(200);
      assertThat(record.http().body().stream().readAllBytes()).isEqualTo(BODY);
      assertThat(record.payloadDigest().orElseThrow().bytes()).isEqualTo(digest);
    }
    try (WarcReader reader =
        new WarcReader(
            new ByteArrayInputStream(encoder.revisit(page, digest, Instant.EPOCH, FACTS)))) {
      WarcRevisit record = (WarcRevisit) reader.next().orElseThrow();
      assertThat(record.profile()).isEqualTo(WarcRevisit.IDENTICAL_PAYLOAD_DIGEST_1_1);
      assertThat(record.refersToDate()).contains(Instant.EPOCH);
    }
  }

  private static String text(byte[] record) {
    return new String(record, StandardCharsets.UTF_8);
  }

  private static String golden(String name) throws IOException {
    try (InputStream in = WarcEncoderTest.class.getResourceAsStream("/golden/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
