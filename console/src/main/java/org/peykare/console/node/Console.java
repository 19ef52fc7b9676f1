package org.peykare.console.node;

import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.peykare.console.metrics.Measures;
import org.peykare.console.metrics.ProcessMeasures;
import org.peykare.console.monitor.CrawlWatch;
import org.peykare.console.monitor.TopicFollower;
import org.peykare.console.platform.Operations;
import org.peykare.console.rest.RestApi;
import org.peykare.console.server.ConsoleServer;
import org.peykare.console.server.ErrorPage;
import org.peykare.console.server.HealthRoutes;
import org.peykare.console.server.ServerConfig;
import org.peykare.console.settings.Settings;
import org.peykare.console.web.WebPages;
import org.peykare.crawler.SeedCheck;
import org.peykare.crawler.check.SeedReport;
import org.peykare.crawler.seed.Seed;

/// The HTTP server of a process: pages, REST and measures where it has the role, health in any
/// case.
final class Console implements AutoCloseable {
  private static final int PORT = 8080;

  private final ConsoleServer server;
  private final @Nullable TopicFollower follower;

  private Console(ConsoleServer server, @Nullable TopicFollower follower) {
    this.server = server;
    this.follower = follower;
  }

  /// Where the server listens: on its known port where it is the console, on any free one where it
  /// only says how another role is; the setting `console.port` counts for both.
  ///
  /// @throws IllegalArgumentException when it could not listen there safely
  static ServerConfig config(Settings settings, Set<RoleKind> kinds) {
    int port = settings.consolePort().orElse(kinds.contains(RoleKind.CONSOLE) ? PORT : 0);
    return new ServerConfig(settings.consoleHost(), port, settings.consoleToken().orElse(null));
  }

  static Console start(
      Settings settings,
      Set<RoleKind> kinds,
      String bootstrapServers,
      Operations operations,
      Supplier<List<String>> troubles) {
    ServerConfig config = config(settings, kinds);
    if (!kinds.contains(RoleKind.CONSOLE)) {
      ErrorPage plain = (_, status, message) -> status + " " + message;
      return new Console(
          ConsoleServer.start(
              config, plain, new HealthRoutes(troubles), new ProcessMeasures(troubles)),
          null);
    }
    CrawlWatch watch = new CrawlWatch(InstantSource.system());
    TopicFollower follower = TopicFollower.start(bootstrapServers, watch);
    WebPages pages = new WebPages(operations, watch, seed -> look(settings, seed));
    try {
      return new Console(
          ConsoleServer.start(
              config,
              pages,
              pages,
              new RestApi(operations),
              new Measures(operations, watch),
              new HealthRoutes(() -> with(troubles.get(), follower.trouble()))),
          follower);
    } catch (RuntimeException e) {
      follower.close();
      throw e;
    }
  }

  private static SeedReport look(Settings settings, Seed seed) throws InterruptedException {
    return SeedCheck.run(seed, CrawlerRole.fetch(settings), settings.delay());
  }

  private static List<String> with(List<String> troubles, @Nullable String another) {
    return another == null
        ? troubles
        : Stream.concat(troubles.stream(), Stream.of(another)).toList();
  }

  String url() {
    return server.url();
  }

  @Override
  public void close() {
    server.close();
    if (follower != null) {
      follower.close();
    }
  }
}
