package org.peykare.corpus.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.peykare.formats.document.CatalogConfig;

/// A real PostgreSQL server in a temporary folder, on loopback. Tests that need one are skipped
/// where its programs are not installed.
final class PostgresServer implements AutoCloseable {
  static final String PASSWORD = "a secret 'password'";
  private static final String USER = "peykare";

  private final Path home;
  private final Process server;
  private final String url;

  private PostgresServer(Path home, Process server, String url) {
    this.home = home;
    this.server = server;
    this.url = url;
  }

  static PostgresServer start() throws Exception {
    Path programs = programs();
    Path home = Files.createTempDirectory(Path.of("/tmp"), "peykare-pg");
    Path password = Files.writeString(home.resolve("password"), PASSWORD + "\n");
    if (isRoot()) {
      run(List.of("chown", "-R", "nobody", home.toString()));
    }
    run(
        asUser(
            programs.resolve("initdb").toString(),
            "-D",
            home.resolve("data").toString(),
            "-U",
            USER,
            "-A",
            "scram-sha-256",
            "--pwfile=" + password,
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync"));
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Process server =
        new ProcessBuilder(
                asUser(
                    programs.resolve("postgres").toString(),
                    "-D",
                    home.resolve("data").toString(),
                    "-p",
                    Integer.toString(port),
                    "-c",
                    "listen_addresses=127.0.0.1",
                    "-c",
                    "unix_socket_directories=",
                    "-c",
                    "fsync=off"))
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("log").toFile())
            .start();
    PostgresServer started =
        new PostgresServer(home, server, "jdbc:postgresql://127.0.0.1:" + port + "/");
    started.awaitAnswer();
    return started;
  }

  /// The catalog in a database of this name, which is created where it is missing.
  CatalogConfig catalog(String database, Path warehouse) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      var known =
          statement.executeQuery("select 1 from pg_database where datname='" + database + "'");
      if (!known.next()) {
        statement.execute("create database " + database);
      }
    }
    return new CatalogConfig.Postgres(url + database, USER, PASSWORD, warehouse);
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(url + "postgres", USER, PASSWORD);
  }

  private void awaitAnswer() throws Exception {
    Instant deadline = Instant.now().plusSeconds(120);
    while (true) {
      try (Connection _ = connect()) {
        return;
      } catch (SQLException e) {
        assertThat(server.isAlive()).as(Files.readString(home.resolve("log"))).isTrue();
        assertThat(Instant.now()).as(e.getMessage()).isBefore(deadline);
        Thread.sleep(100);
      }
    }
  }

  private static Path programs() throws IOException {
    Path root = Path.of("/usr/lib/postgresql");
    assumeTrue(Files.isDirectory(root), "PostgreSQL is not installed");
    try (Stream<Path> versions = Files.list(root)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Comparator.naturalOrder())
          .orElseGet(() -> {
            assumeTrue(false, "PostgreSQL is not installed");
            return root;
          });
    }
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  /// The server refuses to run as root.
  private static List<String> asUser(String... command) {
    List<String> line = new ArrayList<>();
    if (isRoot()) {
      line.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
    }
    line.addAll(List.of(command));
    return line;
  }

  private static void run(List<String> command) throws Exception {
    Process process =
        new ProcessBuilder(command)
            .directory(Path.of("/tmp").toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as("%s: %s", command, output).isZero();
  }

  @Override
  public void close() throws Exception {
    server.destroy();
    server.waitFor();
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
