package org.peykare.console.server;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.time.Clock;
import java.util.List;

/// The running HTTP server of the console. Each request has a virtual thread of its own.
public final class ConsoleServer implements AutoCloseable {
  /// The largest request body, in bytes.
  public static final long MAX_BODY_BYTES = 4L << 20;

  private final Javalin javalin;
  private final ServerConfig config;
  private final List<RouteGroup> groups;

  private ConsoleServer(Javalin javalin, ServerConfig config, List<RouteGroup> groups) {
    this.javalin = javalin;
    this.config = config;
    this.groups = List.copyOf(groups);
  }

  /// Starts the server with the routes of all groups.
  ///
  /// @throws IllegalArgumentException when it cannot listen at the address of `config`
  public static ConsoleServer start(ServerConfig config, ErrorPage errors, RouteGroup... groups) {
    return start(config, errors, List.of(groups));
  }

  /// Starts the server with the routes of all groups.
  ///
  /// @throws IllegalArgumentException when it cannot listen at the address of `config`
  public static ConsoleServer start(
      ServerConfig config, ErrorPage errors, List<RouteGroup> groups) {
    Access access = new Access(config.token(), Clock.systemUTC());
    Javalin javalin = Javalin.create(setup -> configure(setup, config, errors, access, groups));
    try {
      javalin.start(config.host(), config.port());
    } catch (RuntimeException e) {
      javalin.stop();
      throw new IllegalArgumentException(
          "Cannot open the console on %s port %d: %s (choose another port)"
              .formatted(config.host(), config.port(), rootMessage(e)),
          e);
    }
    return new ConsoleServer(javalin, config, groups);
  }

  /// The port it listens on.
  public int port() {
    return javalin.port();
  }

  /// Where a browser on this machine finds the console, with a slash at the end.
  public String url() {
    String host = config.loopback() ? "localhost" : config.host();
    return "http://%s:%d/".formatted(host.contains(":") ? "[" + host + "]" : host, port());
  }

  /// Ends the server; requests under way have a moment to end.
  @Override
  public void close() {
    groups.forEach(RouteGroup::stopping);
    javalin.stop();
  }

  private static void configure(
      JavalinConfig setup,
      ServerConfig config,
      ErrorPage errors,
      Access access,
      List<RouteGroup> groups) {
    setup.startup.showJavalinBanner = false;
    setup.startup.showOldJavalinVersionWarning = false;
    setup.concurrency.useVirtualThreads = true;
    setup.http.maxRequestSize = MAX_BODY_BYTES;
    setup.http.defaultContentType = "text/plain; charset=utf-8";
    setup.http.prefer405over404 = true;
    setup.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    Guard guard = new Guard(config, access, MAX_BODY_BYTES);
    setup.routes.before(context -> {
      SecurityHeaders.addTo(context);
      guard.check(context);
    });
    setup.routes.beforeMatched(context -> admit(context, access));
    new Faults(errors).addTo(setup.routes);
    groups.forEach(group -> group.addTo(setup.routes, access));
  }

  private static void admit(Context context, Access access) {
    if (context.routeRoles().contains(Admission.OPEN) || access.admits(context)) {
      return;
    }
    boolean page = context.method().name().equals("GET") && !Faults.forPrograms(context);
    if (page && context.header("HX-Request") == null) {
      context.redirect("/login", HttpStatus.SEE_OTHER);
      context.skipRemainingHandlers();
    } else {
      context.header("WWW-Authenticate", "Bearer");
      throw new HttpResponseException(
          401, "The console asks for its token (send it as Authorization: Bearer TOKEN)");
    }
  }

  private static String rootMessage(Throwable fault) {
    Throwable root = fault;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }
}
