package org.peykare.benchmarks.kill;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.peykare.benchmarks.SampleTexts;

/// A web of `hosts` × `pages` pages on loopback addresses, one server each, so that every host has
/// a politeness of its own. Page texts are drawn from the sentences of the sample web: no two pages
/// have much in common but those of a planted cluster. The pages of a host form a tree, and every
/// tenth page also names a page of the next host.
final class GeneratedWeb implements AutoCloseable {
  private static final int SENTENCES = 14;
  private static final int CLUSTER = 3;

  private final int hosts;
  private final int pages;
  private final int clusters;
  private final List<HttpServer> servers = new ArrayList<>();
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Hit> hits = Collections.synchronizedList(new ArrayList<>());
  private final List<String> sentences = SampleTexts.englishSentences();

  /// One request answered.
  ///
  /// @param from when it arrived, in nanoseconds of [System#nanoTime]
  /// @param to when the last byte of the answer was about to be sent
  record Hit(int host, String path, long from, long to) {}

  /// @param clusters how many of its texts are on three pages each, on three hosts: one as it is,
  ///   one copied exactly, one with a word changed
  GeneratedWeb(int hosts, int pages, int clusters) throws IOException {
    if (hosts < CLUSTER || hosts > 200 || clusters > pages / 2) {
      throw new IllegalArgumentException(
          "Invalid web: %d hosts, %d pages each, %d clusters (must be %d..200 hosts, clusters at most half the pages of a host)"
              .formatted(hosts, pages, clusters, CLUSTER));
    }
    this.hosts = hosts;
    this.pages = pages;
    this.clusters = clusters;
    for (int host = 0; host < hosts; host++) {
      servers.add(serve(host));
    }
  }

  private HttpServer serve(int host) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(address(host), 0), 256);
    server.setExecutor(executor);
    server.createContext("/", exchange -> answer(host, exchange));
    server.start();
    return server;
  }

  private static String address(int host) {
    return "127.0.2." + (host + 1);
  }

  /// The URL of a page.
  String url(int host, int page) {
    return "http://%s:%d/%d"
        .formatted(address(host), servers.get(host).getAddress().getPort(), page);
  }

  /// The start URL of each host.
  List<String> seeds() {
    List<String> seeds = new ArrayList<>();
    for (int host = 0; host < hosts; host++) {
      seeds.add(url(host, 0));
    }
    return seeds;
  }

  /// Pages of all hosts.
  int size() {
    return hosts * pages;
  }

  /// The URLs of each planted cluster.
  List<List<String>> clusters() {
    List<List<String>> all = new ArrayList<>();
    for (int cluster = 0; cluster < clusters; cluster++) {
      List<String> members = new ArrayList<>();
      for (int member = 0; member < CLUSTER; member++) {
        members.add(url((cluster + member) % hosts, pages - 1 - cluster));
      }
      all.add(members);
    }
    return all;
  }

  /// Requests so far, in order of their end.
  List<Hit> hits() {
    synchronized (hits) {
      return List.copyOf(hits);
    }
  }

  private void answer(int host, HttpExchange exchange) throws IOException {
    long from = System.nanoTime();
    String path = exchange.getRequestURI().getPath();
    try (exchange) {
      byte[] body = body(host, path);
      exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
      long to;
      if (body.length == 0) {
        to = System.nanoTime();
        exchange.sendResponseHeaders(404, -1);
      } else {
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body, 0, body.length - 1);
        to = System.nanoTime();
        exchange.getResponseBody().write(body, body.length - 1, 1);
      }
      hits.add(new Hit(host, path, from, to));
    }
  }

  private byte[] body(int host, String path) {
    if (!path.matches("/[0-9]{1,6}") || Integer.parseInt(path.substring(1)) >= pages) {
      return new byte[0];
    }
    int page = Integer.parseInt(path.substring(1));
    StringBuilder html = new StringBuilder("<!doctype html><html lang=en><title>Page ");
    html.append(host).append('/').append(page).append("</title><nav>");
    for (int child : new int[] {2 * page + 1, 2 * page + 2}) {
      if (child < pages) {
        html.append("<a href=/").append(child).append(">next</a> ");
      }
    }
    if (page % 10 == 0) {
      html.append("<a href=").append(url((host + 1) % hosts, page)).append(">elsewhere</a>");
    }
    html.append("</nav><article>");
    text(host, page).forEach(sentence -> html.append("<p>").append(sentence).append("</p>"));
    return html.append("</article></html>").toString().getBytes(StandardCharsets.UTF_8);
  }

  private List<String> text(int host, int page) {
    int cluster = pages - 1 - page;
    if (cluster < clusters) {
      int member = Math.floorMod(host - cluster, hosts);
      if (member < CLUSTER) {
        List<String> text = draw(new Random(1_000_003L * cluster + 7));
        if (member == 2) {
          text.set(SENTENCES / 2, text.get(SENTENCES / 2).replaceFirst("\\w+", "Lately"));
        }
        return text;
      }
    }
    return draw(new Random(31L * (host * (long) pages + page) + 11));
  }

  private List<String> draw(Random random) {
    List<String> text = new ArrayList<>();
    for (int i = 0; i < SENTENCES; i++) {
      text.add(sentences.get(random.nextInt(sentences.size())));
    }
    return text;
  }

  @Override
  public void close() {
    servers.forEach(server -> server.stop(0));
    executor.shutdownNow();
  }
}
