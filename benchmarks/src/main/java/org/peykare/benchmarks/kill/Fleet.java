package org.peykare.benchmarks.kill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// The platform as separate processes on one machine: a broker, two crawlers, two corpus workers,
/// each with a working directory of its own below one folder.
final class Fleet implements AutoCloseable {
  /// One process of the fleet.
  enum Member {
    BROKER("broker"),
    CRAWLER_1("crawler"),
    CRAWLER_2("crawler"),
    CORPUS_1("corpus"),
    CORPUS_2("corpus");

    private final String role;

    Member(String role) {
      this.role = role;
    }

    boolean is(String other) {
      return role.equals(other);
    }

    private String folder() {
      return name().toLowerCase().replace('_', '-');
    }
  }

  private final Path dir;
  private final Duration delay;
  private final int port = freePort();
  private final Map<Member, Process> running = new ConcurrentHashMap<>();

  Fleet(Path dir, Duration delay) {
    this.dir = dir;
    this.delay = delay;
  }

  /// Kafka's `bootstrap.servers`.
  String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /// The working directory of the documents table.
  Path corpusDir() {
    return dir.resolve("corpus-1");
  }

  void startAll() {
    List.of(Member.values()).forEach(this::start);
  }

  /// Starts a process; its output is appended to a file in its folder.
  void start(Member member) {
    Path folder = dir.resolve(member.folder());
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=4"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("org.peykare.console.Main", "serve", member.role));
    command.addAll(List.of("--dir", folder.toString()));
    try {
      Files.createDirectories(folder);
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(
                  ProcessBuilder.Redirect.appendTo(folder.resolve("output.log").toFile()));
      builder.environment().putAll(settings(member));
      running.put(member, builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot start " + member, e);
    }
  }

  private Map<String, String> settings(Member member) {
    return member == Member.BROKER
        ? Map.of(
            "PEYKARE_KAFKA_PORT", Integer.toString(port),
            "PEYKARE_NODE_NAME", member.folder(),
            "PEYKARE_CONSOLE_PORT", "0")
        : Map.of(
            "PEYKARE_KAFKA_BOOTSTRAP_SERVERS",
            bootstrapServers(),
            "PEYKARE_NODE_NAME",
            member.folder(),
            "PEYKARE_CONSOLE_PORT",
            "0",
            "PEYKARE_CRAWLER_ALLOW_PRIVATE",
            "true",
            "PEYKARE_CRAWLER_CONTACT",
            "trial@example.org",
            "PEYKARE_CRAWLER_DELAY",
            delay.toMillis() + "ms");
  }

  /// Kills a process with SIGKILL and waits until it is gone.
  void kill(Member member) {
    try {
      process(member).destroyForcibly().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while killing " + member, e);
    }
  }

  boolean isAlive(Member member) {
    return process(member).isAlive();
  }

  private Process process(Member member) {
    return Objects.requireNonNull(running.get(member), () -> member + " was not started");
  }

  /// Ends all in order.
  @Override
  public void close() {
    for (Member member : List.of(Member.values()).reversed()) {
      Process process = running.get(member);
      if (process != null && process.isAlive()) {
        process.destroy();
        try {
          if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
          }
        } catch (InterruptedException e) {
          process.destroyForcibly();
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot find a free port", e);
    }
  }
}
