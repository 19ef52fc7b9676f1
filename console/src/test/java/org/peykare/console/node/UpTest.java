package org.peykare.console.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peykare.console.replay.RequestLog;
import org.peykare.console.replay.WebContent.Page;
import org.peykare.console.replay.WebServer;

/// Real processes, as people start them.
class UpTest {
  private static final int TERMINATED = 143;
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final List<String> SEEDS = List.of("http://one.test/0", "http://two.test/0");

  @TempDir Path dir;

  private final RequestLog requests = RequestLog.inMemory();
  private final List<PlatformProcess> processes = new ArrayList<>();
  private final WebServer server = WebServer.start(UpTest::page, 0, requests);

  @AfterEach
  void stopAll() throws InterruptedException {
    for (PlatformProcess process : processes.reversed()) {
      process.close();
    }
    server.close();
  }

  @Test
  void thePlatformTakesCommandsCrawlsEndsOnATermAndGoesOnAlsoAfterAKill() throws Exception {
    Path data = dir.resolve("data");
    PlatformProcess up = up(data).awaitOutput("Ready.");
    assertThat(command(2, "up", "--dir", data.toString(), "--resolve", "a=127.0.0.1:1"))
        .contains("is using it")
        .contains("peykare up");
    assertThat(command(0, "health", "--dir", data.toString())).contains("ready");
    assertThat(command(0, "seeds", "list", "--dir", data.toString())).contains("No seeds yet");

    String resolve = "*=127.0.0.1:" + server.port();
    assertThat(
            command(
                0,
                "seeds",
                "check",
                SEEDS.getFirst(),
                "--dir",
                data.toString(),
                "--resolve",
                resolve))
        .contains("robots.txt")
        .contains("Would be followed");
    long checked = pages();
    List<String> add = new ArrayList<>(List.of("seeds", "add", "--dir", data.toString()));
    add.addAll(SEEDS);
    assertThat(command(0, add.toArray(String[]::new))).contains("Seed ");
    awaitPages(checked + 1);
    assertThat(command(0, "crawl", "pause", "--dir", data.toString())).contains("Paused");
    assertThat(command(0, "crawl", "status", "--dir", data.toString()))
        .contains("Wanted: pause")
        .contains("broker");
    assertThat(command(2, "crawl", "--delay", "1s", "--dir", data.toString()))
        .contains("Cannot change --delay of the running platform");
    assertThat(command(0, "crawl", "resume", "--dir", data.toString())).contains("goes on");
    assertThat(command(0, "import", archive().toString(), "--dir", data.toString()))
        .contains("1 pages sent")
        .contains("Pages read");
    assertThat(command(0, "corpus", "why", "http://archive.example/", "--dir", data.toString()))
        .contains("http://archive.example/");
    assertThat(up.terminate().waitFor()).isEqualTo(TERMINATED);
    assertThat(up.output()).contains("Stopping").doesNotContain("Not everything closed");

    // With no platform there, a command opens the directory itself.
    assertThat(command(2, "health", "--dir", data.toString())).contains("Nothing runs on");
    assertThat(command(0, "seeds", "list", "--dir", data.toString())).contains(SEEDS.getFirst());

    PlatformProcess again = up(data).awaitOutput("Ready.");
    awaitPages(pages() + 1);
    again.kill().waitFor();

    PlatformProcess third = up(data).awaitOutput("Ready.");
    awaitPages(pages() + 1);
    assertThat(command(0, "seeds", "list", "--dir", data.toString())).contains(SEEDS.getFirst());
    assertThat(third.terminate().waitFor()).isEqualTo(TERMINATED);
  }

  @Test
  void aTermDuringTheStartEndsItInOrder() throws Exception {
    Path data = dir.resolve("data");
    PlatformProcess up = up(data);
    while (!Files.exists(data.resolve("peykare.lock"))) {
      Thread.sleep(10);
    }
    assertThat(up.terminate().waitFor()).isEqualTo(TERMINATED);
    up(data).awaitOutput("Ready.").terminate().waitFor();
  }

  @Test
  void rolesInProcessesOfTheirOwnWaitForTheirBrokerAndShareOnePlatform() throws Exception {
    int port = freePort();
    Path crawlerDir = settings("crawler", port);
    PlatformProcess crawler =
        start(
            "serve",
            "crawler",
            "--dir",
            crawlerDir.toString(),
            "--delay",
            "0",
            "--resolve",
            "*=127.0.0.1:" + server.port());
    crawler.awaitOutput("Waiting for Kafka at 127.0.0.1:" + port);
    Path brokerDir = Files.createDirectories(dir.resolve("broker"));
    Files.writeString(brokerDir.resolve("peykare.yaml"), "kafka.port: %d%n".formatted(port));
    start("serve", "broker", "--dir", brokerDir.toString()).awaitOutput("Ready.");
    crawler.awaitOutput("Ready.");
    Path consoleDir = settings("console", port);
    start("serve", "console", "--port", "0", "--dir", consoleDir.toString()).awaitOutput("Ready.");

    List<String> add = new ArrayList<>(List.of("seeds", "add", "--dir", consoleDir.toString()));
    add.addAll(SEEDS);
    assertThat(command(0, add.toArray(String[]::new))).contains("Seed ");
    awaitPages(3);
    assertThat(command(0, "health", "--dir", crawlerDir.toString())).contains("ready");
    assertThat(metrics(crawler)).contains("peykare_troubles 0.0").contains("jvm_memory_used_bytes");
    assertThat(crawler.terminate().waitFor()).isEqualTo(TERMINATED);
    assertThat(command(2, "serve", "corpus", "--dir", dir.resolve("other").toString()))
        .contains("no Kafka is named");
  }

  /// What a process that prints `Health: URL/health` measures.
  private static String metrics(PlatformProcess process) throws Exception {
    String health =
        process
            .output()
            .lines()
            .filter(line -> line.startsWith("Health: "))
            .findFirst()
            .orElseThrow();
    URI metrics = URI.create(health.substring("Health: ".length())).resolve("metrics");
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString()).body();
    }
  }

  /// A WARC file of one page.
  private Path archive() throws IOException {
    Path file = dir.resolve("one.warc.gz");
    String body = "<html><head><title>t</title></head><body><p>few words</p></body></html>";
    String http =
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body;
    String head =
        """
        WARC/1.1
        WARC-Type: response
        WARC-Record-ID: <urn:uuid:6f1a0f0e-0000-4000-8000-000000000001>
        WARC-Date: 2024-01-01T00:00:00Z
        WARC-Target-URI: http://archive.example/
        Content-Type: application/http;msgtype=response
        Content-Length: %d
        """
            .formatted(http.length());
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      String record = head.replace("\n", "\r\n") + "\r\n" + http + "\r\n\r\n";
      out.write(record.getBytes(StandardCharsets.US_ASCII));
    }
    return file;
  }

  private PlatformProcess up(Path data) throws IOException {
    return start(
        "up",
        "--dir",
        data.toString(),
        "--port",
        "0",
        "--delay",
        "500ms",
        "--resolve",
        "*=127.0.0.1:" + server.port());
  }

  private Path settings(String name, int port) throws IOException {
    Path folder = Files.createDirectories(dir.resolve(name));
    Files.writeString(
        folder.resolve("peykare.yaml"), "kafka.bootstrap-servers: 127.0.0.1:%d%n".formatted(port));
    return folder;
  }

  private PlatformProcess start(String... args) throws IOException {
    PlatformProcess process = PlatformProcess.start(dir.resolve("logs"), args);
    processes.add(process);
    return process;
  }

  private String command(int code, String... args) throws Exception {
    PlatformProcess command = start(args);
    int exit = command.waitFor();
    assertThat(exit).as(String.join(" ", args) + "\n" + command.output()).isEqualTo(code);
    return command.output();
  }

  private long pages() {
    return requests.requests().stream()
        .filter(request -> request.status() == 200 && !request.path().equals("/robots.txt"))
        .count();
  }

  private void awaitPages(long count) throws InterruptedException {
    long deadline = System.nanoTime() + LONG.toNanos();
    while (pages() < count) {
      assertThat(System.nanoTime()).as("%d pages of %d", pages(), count).isLessThan(deadline);
      Thread.sleep(50);
    }
  }

  /// Sites that no crawl comes to the end of while a test runs: each page names two others.
  private static Page page(String host, String target) {
    if (target.equals("/robots.txt")) {
      return Page.notFound();
    }
    long n = Long.parseLong(target.substring(1));
    String body = "<a href=/%d>one</a> <a href=/%d>another</a>".formatted(2 * n + 1, 2 * n + 2);
    return new Page(
        200,
        Map.of("Content-Type", "text/html; charset=utf-8"),
        body.getBytes(StandardCharsets.UTF_8));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
