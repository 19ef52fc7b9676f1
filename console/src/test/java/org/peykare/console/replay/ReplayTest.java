package org.peykare.console.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netpreserve.jwarc.HttpResponse;
import org.netpreserve.jwarc.MediaType;
import org.netpreserve.jwarc.WarcCompression;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcWriter;

class ReplayTest {
  @TempDir Path dir;
  private Path archive;

  @BeforeEach
  void writeAnArchive() throws IOException {
    archive = dir.resolve("a.warc.gz");
    try (OutputStream out = Files.newOutputStream(archive);
        WarcWriter writer = new WarcWriter(Channels.newChannel(out), WarcCompression.GZIP)) {
      write(writer, "http://one.test/a?x=1", 200, "first of one");
      write(writer, "http://two.test/a?x=1", 200, "first of two");
      write(writer, "http://one.test/moved", 301, "");
      write(writer, "http://one.test/a?x=1", 200, "second of one");
    }
  }

  @Test
  void servesArchivedPagesByHostAndLogsEachRequest() throws IOException {
    Path log = dir.resolve("log.jsonl");
    try (RequestLog requests = RequestLog.toFile(log);
        WebServer server = WebServer.start(ArchivedWeb.open(List.of(archive)), 0, requests)) {
      assertThat(get(server, "one.test", "/a?x=1"))
          .startsWith("HTTP/1.1 200")
          .endsWith("second of one");
      assertThat(get(server, "TWO.test:80", "/a?x=1")).endsWith("first of two");
      assertThat(get(server, "one.test", "/moved")).startsWith("HTTP/1.1 301");
      assertThat(get(server, "one.test", "/a")).startsWith("HTTP/1.1 404");
    }
    assertThat(RequestLog.read(log)).hasSize(4);
    assertThat(RequestLog.shortestGapMillis(RequestLog.read(log))).isPresent();
    List<String> lines = Files.readAllLines(log);
    assertThat(lines).hasSize(4);
    var first = new ObjectMapper().readTree(lines.getFirst());
    assertThat(first.get("host").asText()).isEqualTo("one.test");
    assertThat(first.get("path").asText()).isEqualTo("/a?x=1");
    assertThat(first.get("status").asInt()).isEqualTo(200);
    assertThat(first.get("ms").asDouble()).isGreaterThan(1.7e12);
  }

  @Test
  void listsHostsAndUrls() {
    ArchivedWeb web = ArchivedWeb.open(List.of(archive));
    assertThat(web.hosts()).containsExactly("one.test", "two.test");
    assertThat(web.urls())
        .containsExactly("http://one.test/a?x=1", "http://two.test/a?x=1", "http://one.test/moved");
  }

  @Test
  void servesWhatPrecedesADamagedPlaceAndNamesIt() throws IOException {
    byte[] whole = Files.readAllBytes(archive);
    Path cut = dir.resolve("cut.warc.gz");
    Files.write(cut, Arrays.copyOf(whole, whole.length - 40));
    ArchivedWeb web = ArchivedWeb.open(List.of(cut));
    assertThat(web.hosts()).contains("one.test");
    assertThat(web.problems()).isNotEmpty().first().asString().contains("cut.warc.gz");
  }

  @Test
  void saysWhatIsWrongWithAFileOrAPort() throws IOException {
    Path text = Files.writeString(dir.resolve("notes.txt"), "no archive");
    assertThatThrownBy(() -> ArchivedWeb.open(List.of(text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("notes.txt")
        .hasMessageContaining("must be a .warc or .warc.gz file");
    assertThatThrownBy(() -> ArchivedWeb.open(List.of(dir.resolve("missing.warc"))))
        .hasMessageContaining("there is no such file");
    assertThatThrownBy(() -> RequestLog.toFile(dir.resolve("none/log.jsonl")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Cannot write the request log");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() ->
              WebServer.start(
                  ArchivedWeb.open(List.of(archive)), taken.getLocalPort(), RequestLog.inMemory()))
          .hasMessageContaining("choose another --port");
    }
  }

  private static void write(WarcWriter writer, String url, int status, String body)
      throws IOException {
    HttpResponse.Builder http =
        new HttpResponse.Builder(status, "Status")
            .body(MediaType.HTML_UTF8, body.getBytes(StandardCharsets.UTF_8));
    if (status == 301) {
      http.addHeader("Location", "/a?x=1");
    }
    writer.write(
        new WarcResponse.Builder(URI.create(url))
            .date(Instant.parse("2026-06-01T00:00:00Z"))
            .body(http.build())
            .build());
  }

  private static String get(WebServer server, String host, String target) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket
          .getOutputStream()
          .write(
              "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                  .formatted(target, host)
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
