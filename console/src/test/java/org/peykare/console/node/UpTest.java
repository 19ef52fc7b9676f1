package org.peykare.console.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peykare.console.replay.RequestLog;
import org.peykare.console.replay.WebServer;
import org.peykare.console.sampleweb.SampleWeb;

/// Real processes, as people start them.
class UpTest {
  private static final int TERMINATED = 143;

  @TempDir Path dir;

  private final SampleWeb web = new SampleWeb();
  private final RequestLog requests = RequestLog.inMemory();
  private final List<PlatformProcess> processes = new ArrayList<>();
  private final WebServer server = WebServer.start(web, 0, requests);

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

    List<String> add = new ArrayList<>(List.of("seeds", "add", "--dir", data.toString()));
    add.addAll(web.seeds());
    assertThat(command(0, add.toArray(String[]::new))).contains("Seed ");
    awaitPages(1);
    assertThat(up.terminate().waitFor()).isEqualTo(TERMINATED);
    assertThat(up.output()).contains("Stopping").doesNotContain("Not everything closed");

    // With no platform there, a command opens the directory itself.
    assertThat(command(2, "health", "--dir", data.toString())).contains("Nothing runs on");
    assertThat(command(0, "seeds", "list", "--dir", data.toString()))
        .contains(web.seeds().getFirst());

    PlatformProcess again = up(data).awaitOutput("Ready.");
    awaitPages(pages() + 1);
    again.kill().waitFor();

    PlatformProcess third = up(data).awaitOutput("Ready.");
    awaitPages(pages() + 1);
    assertThat(command(0, "seeds", "list", "--dir", data.toString()))
        .contains(web.seeds().getFirst());
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
    add.addAll(web.seeds());
    assertThat(command(0, add.toArray(String[]::new))).contains("Seed ");
    awaitPages(3);
    assertThat(command(0, "health", "--dir", crawlerDir.toString())).contains("ready");
    assertThat(crawler.terminate().waitFor()).isEqualTo(TERMINATED);
    assertThat(command(2, "serve", "corpus", "--dir", dir.resolve("other").toString()))
        .contains("no Kafka is named");
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
    while (pages() < count) {
      Thread.sleep(50);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
