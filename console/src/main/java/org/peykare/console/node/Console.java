package org.peykare.console.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.peykare.console.platform.Operations;
import org.peykare.console.rest.RestApi;
import org.peykare.console.server.ConsoleServer;
import org.peykare.console.server.HealthRoutes;
import org.peykare.console.server.RouteGroup;
import org.peykare.console.server.ServerConfig;
import org.peykare.console.settings.Settings;

/// The HTTP server of a process: REST and pages where it has the role, health in any case.
final class Console implements AutoCloseable {
  private static final int PORT = 8080;

  private final ConsoleServer server;

  private Console(ConsoleServer server) {
    this.server = server;
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
      Operations operations,
      Supplier<List<String>> troubles) {
    List<RouteGroup> groups = new ArrayList<>();
    groups.add(new HealthRoutes(troubles));
    if (kinds.contains(RoleKind.CONSOLE)) {
      groups.add(new RestApi(operations));
    }
    return new Console(
        ConsoleServer.start(
            config(settings, kinds), (_, status, message) -> status + " " + message, groups));
  }

  String url() {
    return server.url();
  }

  @Override
  public void close() {
    server.close();
  }
}
