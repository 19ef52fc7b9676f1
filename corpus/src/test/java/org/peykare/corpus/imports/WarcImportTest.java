package org.peykare.corpus.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcResponse;

class WarcImportTest {
  private static final byte[] OK = http("200 OK", "<p>سلام</p>");

  @TempDir Path dir;
  private final MockProducer<String, byte[]> producer =
      new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());

  @Test
  void sendsPagesUnderTheirNormalFormAndCountsTheRest() throws IOException {
    Path file =
        write(
            "mixed.warc",
            record("warcinfo", null, "software: x".getBytes(StandardCharsets.UTF_8)),
            record("response", "HTTP://Example.org:80/a?utm_source=x", OK),
            record("request", "http://example.org/a", http("GET", "")),
            record("response", "http://example.org/gone", http("404 Not Found", "")),
            record("response", "dns:example.org", OK),
            record("revisit", "http://example.org/b", http("304 Not Modified", "")),
            record("conversion", "http://example.org/c", OK));
    ImportReport report = importFile(file);
    assertThat(producer.history())
        .extracting(ProducerRecord::key)
        .containsExactly("http://example.org/a", "http://example.org/b", "http://example.org/c");
    assertThat(report.records()).isEqualTo(7);
    assertThat(report.sent()).isEqualTo(3);
    assertThat(report.skipped())
        .containsEntry("type-warcinfo", 1L)
        .containsEntry("type-request", 1L)
        .containsEntry("status-404", 1L)
        .containsEntry("url", 1L)
        .hasSize(4);
    assertThat(report.damage()).isEmpty();
  }

  @Test
  void theRecordSentIsTheRecordRead() throws IOException {
    Path file = write("one.warc.gz", gzip(record("response", "http://a/", OK)));
    importFile(file);
    byte[] sent = producer.history().getFirst().value();
    try (WarcReader reader = new WarcReader(new ByteArrayInputStream(sent))) {
      WarcResponse response = (WarcResponse) reader.next().orElseThrow();
      assertThat(response.target()).isEqualTo("http://a/");
      assertThat(response.headers().first("Peykare-Seed")).contains("seed-1");
      assertThat(response.headers().first("Peykare-Robots")).contains("unchecked");
      assertThat(response.http().body().stream().readAllBytes())
          .isEqualTo("<p>سلام</p>".getBytes(StandardCharsets.UTF_8));
      assertThat(reader.next()).isEmpty();
    }
  }

  @Test
  void aDamagedRecordIsReportedAndTheRestGoesOn() throws IOException {
    byte[] one = gzip(record("response", "http://one/", OK));
    byte[] two = gzip(record("response", "http://two/", OK));
    byte[] three = gzip(record("response", "http://three/", OK));
    for (int i = 20; i < 60; i++) {
      two[i] ^= 0x55;
    }
    ImportReport report = importFile(write("damaged.warc.gz", one, two, three));
    assertThat(producer.history())
        .extracting(ProducerRecord::key)
        .containsExactly("http://one/", "http://three/");
    assertThat(report.damage())
        .singleElement()
        .satisfies(damage -> assertThat(damage.offset()).isEqualTo(one.length));
  }

  @Test
  void garbageBetweenPlainRecordsIsReportedAndTheRestGoesOn() throws IOException {
    byte[] one = record("response", "http://one/", OK);
    byte[] garbage = "WARC/what is this\r\n\r\n".getBytes(StandardCharsets.UTF_8);
    ImportReport report =
        importFile(write("garbage.warc", one, garbage, record("response", "http://two/", OK)));
    assertThat(producer.history())
        .extracting(ProducerRecord::key)
        .containsExactly("http://one/", "http://two/");
    assertThat(report.damage())
        .singleElement()
        .satisfies(damage -> assertThat(damage.offset()).isEqualTo(one.length));
  }

  @Test
  void aFileCutShortGivesWhatIsThere() throws IOException {
    byte[] one = gzip(record("response", "http://one/", OK));
    byte[] two = gzip(record("response", "http://two/", OK));
    byte[] half = java.util.Arrays.copyOf(two, two.length / 2);
    ImportReport report = importFile(write("cut.warc.gz", one, half));
    assertThat(producer.history()).extracting(ProducerRecord::key).containsExactly("http://one/");
    assertThat(report.damage())
        .singleElement()
        .satisfies(damage -> assertThat(damage.offset()).isEqualTo(one.length));
  }

  @Test
  void aBodyThatIsTooLongIsCutAndSaysSo() throws IOException {
    byte[] body = http("200 OK", "x".repeat(9 * 1024 * 1024));
    importFile(write("long.warc", record("response", "http://long/", body)));
    byte[] sent = producer.history().getFirst().value();
    assertThat(sent.length).isLessThan(8 * 1024 * 1024 + 128 * 1024);
    assertThat(new String(sent, 0, 500, StandardCharsets.UTF_8)).contains("WARC-Truncated: length");
  }

  @Test
  void aFileThatIsNoArchiveIsRefused() throws IOException {
    Path file =
        write("notes.txt", "just some notes, nothing else".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> importFile(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("holds no WARC record");
    assertThatThrownBy(() -> importFile(dir.resolve("missing.warc")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("there is no such file");
  }

  private ImportReport importFile(Path file) {
    try (WarcImport imports = new WarcImport(producer)) {
      return imports.importFile(file);
    }
  }

  private Path write(String name, byte[]... records) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] record : List.of(records)) {
      out.writeBytes(record);
    }
    return Files.write(dir.resolve(name), out.toByteArray());
  }

  private static byte[] gzip(byte[] record) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(record);
    }
    return out.toByteArray();
  }

  private static byte[] http(String status, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return "HTTP/1.1 %s\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(status, bytes.length, body)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] record(
      String type, @org.jspecify.annotations.Nullable String url, byte[] body) {
    String target = url == null ? "" : "WARC-Target-URI: " + url + "\r\n";
    String contentType =
        type.equals("warcinfo") ? "application/warc-fields" : "application/http; msgtype=response";
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(
        """
        WARC/1.1\r
        WARC-Type: %s\r
        %sWARC-Date: 2026-01-01T00:00:00Z\r
        WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r
        Peykare-Seed: seed-1\r
        Content-Type: %s\r
        Content-Length: %d\r
        \r
        """
            .formatted(type, target, contentType, body.length)
            .getBytes(StandardCharsets.UTF_8));
    out.writeBytes(body);
    out.writeBytes("\r\n\r\n".getBytes(StandardCharsets.UTF_8));
    return out.toByteArray();
  }
}
