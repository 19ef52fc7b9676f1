package org.peykare.crawler.frontier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.peykare.crawler.url.CrawlUrl;
import org.peykare.formats.fetch.FetchEvent;
import org.peykare.formats.url.UrlNormalForm;

class UrlsRecordTest {
  private static final CrawlUrl LINK =
      new CrawlUrl(UrlNormalForm.of("https://a.example:8443/x?y=1"), CrawlUrl.Kind.PAGE, 3, 0, "a");
  private static final CrawlUrl SITEMAP =
      new CrawlUrl(
          UrlNormalForm.of("https://a.example:8443/map.xml"), CrawlUrl.Kind.SITEMAP, 0, 1, "b");
  static final UrlsRecord.Discovered DISCOVERED = new UrlsRecord.Discovered(List.of(LINK, SITEMAP));
  static final UrlsRecord.Outcome OUTCOME =
      new UrlsRecord.Outcome(
          UrlNormalForm.of("https://a.example:8443/"),
          "a",
          UrlsRecord.Place.QUEUED,
          FetchEvent.Outcome.FETCHED,
          200,
          Instant.parse("2026-05-01T10:20:30.456Z"),
          UrlsRecord.Next.REVISIT,
          Duration.ofHours(1),
          28_500,
          Duration.ofSeconds(60),
          "http 429, left alone for 60 s",
          Duration.ofSeconds(2),
          0x0123456789abcdefL,
          "\"e\"",
          null,
          List.of(LINK));

  @Test
  void writesTheGoldenRecords() throws IOException {
    assertThat(HexFormat.of().formatHex(DISCOVERED.toBytes()))
        .isEqualTo(golden("urls-discovered.hex"));
    assertThat(HexFormat.of().formatHex(OUTCOME.toBytes())).isEqualTo(golden("urls-outcome.hex"));
  }

  @Test
  void readsWhatItWrites() {
    assertThat(UrlsRecord.fromBytes(DISCOVERED.toBytes())).isEqualTo(DISCOVERED);
    assertThat(UrlsRecord.fromBytes(OUTCOME.toBytes())).isEqualTo(OUTCOME);
  }

  @Test
  void aBrokenRecordSaysSo() {
    byte[] bytes = OUTCOME.toBytes();
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> UrlsRecord.fromBytes(cut))
          .isInstanceOf(IllegalArgumentException.class);
    }
    bytes[0] = 9;
    assertThatThrownBy(() -> UrlsRecord.fromBytes(bytes))
        .hasMessage("Invalid urls record: version 9 (must be 2)");
  }

  private static String golden(String name) throws IOException {
    try (InputStream in = UrlsRecordTest.class.getResourceAsStream("/golden/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }
}
