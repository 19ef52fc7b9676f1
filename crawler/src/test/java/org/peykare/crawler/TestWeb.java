package org.peykare.crawler;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.peykare.crawler.fetch.ResolveRule;

/// A real HTTP server on loopback that is many hosts, told apart by the `Host` header, and keeps
/// the time of every request.
final class TestWeb implements AutoCloseable {
  static {
    // Else every answer waits 40 ms for the acknowledgement of its head.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Function<HttpExchange, Answer>> hosts = new ConcurrentHashMap<>();
  private final Collection<Hit> hits = new ConcurrentLinkedQueue<>();

  /// One request, as the server saw it.
  record Hit(String host, String path, int status, long start, long end, Map<String, String> head) {
    String url() {
      return "http://" + host + path;
    }
  }

  /// What is sent back.
  record Answer(int status, String type, byte[] body, Map<String, String> headers) {
    static Answer html(String body) {
      return new Answer(
          200, "text/html; charset=utf-8", body.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    static Answer of(int status, String type, String body) {
      return new Answer(status, type, body.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    static Answer redirect(String location) {
      return of(301, "text/html", "").with("Location", location);
    }

    static Answer notFound() {
      return of(404, "text/html", "<p>not here</p>");
    }

    Answer with(String name, String value) {
      Map<String, String> more = new HashMap<>(headers);
      more.put(name, value);
      return new Answer(status, type, body, more);
    }
  }

  TestWeb() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /// A host with the given pages; anything else, robots.txt too, is not found.
  TestWeb host(String host, Map<String, Answer> pages) {
    return host(
        host,
        exchange -> pages.getOrDefault(exchange.getRequestURI().toString(), Answer.notFound()));
  }

  TestWeb host(String host, Function<HttpExchange, Answer> site) {
    hosts.put(host, site);
    return this;
  }

  ResolveRule rule(String suffix) {
    return new ResolveRule(
        suffix,
        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getAddress().getPort()));
  }

  int port() {
    return server.getAddress().getPort();
  }

  List<Hit> hits() {
    return List.copyOf(hits);
  }

  List<String> pathsOf(String host) {
    return hits.stream().filter(hit -> hit.host().equals(host)).map(Hit::path).toList();
  }

  /// The shortest time between the end of an answer and the start of the next request, per host.
  Map<String, Long> shortestGapMillis() {
    Map<String, List<Hit>> byHost = new LinkedHashMap<>();
    hits.stream()
        .sorted((a, b) -> Long.compare(a.start(), b.start()))
        .forEach(hit -> byHost.computeIfAbsent(hit.host(), _ -> new ArrayList<>()).add(hit));
    Map<String, Long> gaps = new LinkedHashMap<>();
    byHost.forEach((host, requests) -> {
      for (int i = 1; i < requests.size(); i++) {
        long gap = (requests.get(i).start() - requests.get(i - 1).end()) / 1_000_000;
        gaps.merge(host, gap, Math::min);
      }
    });
    return gaps;
  }

  private void handle(HttpExchange exchange) throws IOException {
    long start = System.nanoTime();
    String host = exchange.getRequestHeaders().getFirst("Host");
    Answer answer =
        hosts.getOrDefault(host, _ -> Answer.of(500, "text/plain", "no such host")).apply(exchange);
    exchange.getResponseHeaders().set("Content-Type", answer.type());
    answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    if (answer.type().isEmpty()) {
      exchange.getResponseHeaders().remove("Content-Type");
    }
    byte[] body = answer.body();
    Map<String, String> head = new HashMap<>();
    exchange.getRequestHeaders().forEach((name, values) -> head.put(name, values.getFirst()));
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body, 0, body.length);
      hits.add(
          new Hit(
              host,
              exchange.getRequestURI().toString(),
              answer.status(),
              start,
              System.nanoTime(),
              head));
    } finally {
      exchange.close();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
