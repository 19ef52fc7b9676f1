package org.peykare.console.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.peykare.console.replay.ArchivedWeb;
import org.peykare.console.replay.RequestLog;
import org.peykare.console.replay.WebServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `peykare replay`: serves archived pages as a web.
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Serves the pages of WARC files on loopback, hosts told apart by the Host header.",
      "Crawl it with: peykare crawl --resolve .test=127.0.0.1:PORT …"
    })
final class ReplayCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "FILE", description = ".warc or .warc.gz files.")
  private List<Path> files = List.of();

  @Option(
      names = "--port",
      paramLabel = "P",
      description = "Port on 127.0.0.1; 0 for any free one (default: ${DEFAULT-VALUE}).",
      defaultValue = "8090")
  private int port;

  @Option(
      names = "--log",
      paramLabel = "F",
      description =
          "Write each request to this file as a JSON line: ms, host, path, status, end_ms.")
  private @Nullable Path log;

  @Override
  public Integer call() throws InterruptedException {
    Checks.port("--port", port);
    ArchivedWeb web = ArchivedWeb.open(files);
    web.problems().forEach(problem -> System.err.println("peykare: " + problem));
    try (RequestLog requests =
            Optional.ofNullable(log).map(RequestLog::toFile).orElseGet(RequestLog::inMemory);
        WebServer server = WebServer.start(web, port, requests)) {
      System.out.printf(
          "Serving %,d pages of %d hosts on 127.0.0.1:%d (%s)%n",
          web.size(), web.hosts().size(), server.port(), String.join(" ", web.hosts()));
      System.out.println("Stop with Ctrl-C.");
      new CountDownLatch(1).await();
    }
    return 0;
  }
}
