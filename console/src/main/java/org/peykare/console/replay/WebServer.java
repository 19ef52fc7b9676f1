package org.peykare.console.replay;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// An HTTP server on loopback that serves a [WebContent] and logs each request.
public final class WebServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService executor;

  private WebServer(HttpServer server, ExecutorService executor) {
    this.server = server;
    this.executor = executor;
  }

  /// Serves `content` on 127.0.0.1 and `port` (0: any free port).
  ///
  /// @throws IllegalArgumentException when the port is taken
  public static WebServer start(WebContent content, int port, RequestLog log) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_024);
      ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
      server.setExecutor(executor);
      server.createContext("/", exchange -> answer(exchange, content, log));
      server.start();
      return new WebServer(server, executor);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "Cannot serve on 127.0.0.1:%d: %s; choose another --port or stop the program that holds it"
              .formatted(port, e.getMessage()),
          e);
    }
  }

  /// The port served.
  public int port() {
    return server.getAddress().getPort();
  }

  /// Stops serving at once.
  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }

  private static void answer(HttpExchange exchange, WebContent content, RequestLog log)
      throws IOException {
    double arrived = nowMillis();
    String host = host(exchange);
    String target = exchange.getRequestURI().toASCIIString();
    try (exchange) {
      WebContent.Page page = content.page(host, target);
      page.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
      boolean head = exchange.getRequestMethod().equals("HEAD");
      boolean empty = page.body().length == 0 || head;
      double beforeHead = nowMillis();
      exchange.sendResponseHeaders(page.status(), empty ? -1 : page.body().length);
      double ended = empty ? beforeHead : writeTimed(exchange.getResponseBody(), page.body());
      log.add(new RequestLog.Request(arrived, host, target, page.status(), ended));
    }
  }

  /// Writes `body` and returns the time just before its last byte: a client cannot have the whole
  /// answer earlier, and a busy machine's late clock reading after the write would make its gap
  /// seem shorter.
  private static double writeTimed(OutputStream out, byte[] body) throws IOException {
    out.write(body, 0, body.length - 1);
    double beforeLastByte = nowMillis();
    out.write(body, body.length - 1, 1);
    return beforeLastByte;
  }

  private static String host(HttpExchange exchange) {
    String field = exchange.getRequestHeaders().getFirst("Host");
    String host = field == null ? "" : field.toLowerCase(Locale.ROOT);
    int port = host.lastIndexOf(':');
    return port > host.lastIndexOf(']') ? host.substring(0, port) : host;
  }

  private static double nowMillis() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1e3 + now.getNano() / 1e6;
  }
}
