package org.peykare.crawler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcResponse;
import org.peykare.broker.EmbeddedBroker;
import org.peykare.broker.TopicSetup;
import org.peykare.crawler.TestWeb.Answer;
import org.peykare.crawler.fetch.FetchConfig;
import org.peykare.crawler.seed.Seed;
import org.peykare.crawler.seed.SeedWatch;
import org.peykare.crawler.seed.SeedsTopic;
import org.peykare.formats.fetch.FetchEvent;
import org.peykare.formats.fetch.FetchEvent.Outcome;
import org.peykare.formats.topic.Topic;

/// The whole crawler against a real broker and a real web server.
class CrawlerTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path dir;
  private EmbeddedBroker broker;
  private TestWeb web;

  @BeforeEach
  void start() {
    broker = EmbeddedBroker.start(dir.resolve("kafka"));
    TopicSetup.ensure(broker.bootstrapServers(), 4);
    web = new TestWeb();
  }

  @AfterEach
  void stop() {
    web.close();
    broker.close();
  }

  private CrawlConfig config() {
    return CrawlConfig.of(
            broker.bootstrapServers(),
            dir.resolve("state"),
            FetchConfig.forResolved(List.of(web.rule(".test"))))
        .edit()
        .threads(8)
        .defaultDelay(Duration.ofMillis(40))
        .retryBackoff(Duration.ofMillis(200))
        .build();
  }

  private void seed(Seed... seeds) {
    try (SeedsTopic topic = SeedsTopic.open(broker.bootstrapServers())) {
      topic.putAll(List.of(seeds));
    }
  }

  private CrawlStatus crawl(CrawlConfig config) throws InterruptedException {
    try (Crawler crawler = Crawler.open(config)) {
      crawler.start();
      assertThat(crawler.awaitIdle(LONG)).as("idle, was %s", crawler.status()).isTrue();
      return crawler.status();
    }
  }

  private static String links(String... urls) {
    return Stream.of(urls)
        .map(url -> "<a href=\"%s\">x</a>".formatted(url))
        .collect(Collectors.joining("\n", "<html><body><p>Page</p>", "</body></html>"));
  }

  @Test
  void fetchesWhatBelongsToTheSeedsOncePolitely() throws Exception {
    web.host(
            "a.test",
            Map.of(
                "/robots.txt",
                Answer.of(
                    200,
                    "text/plain",
                    "User-agent: *\nDisallow: /private/\nContent-Signal: ai-train=no\nSitemap: http://a.test/sitemap.xml\n"),
                "/",
                Answer.html(
                    "<link rel=alternate type=application/rss+xml href=/feed.xml>"
                        + links(
                            "/one",
                            "/private/x",
                            "/moved",
                            "/gone",
                            "/paper.pdf",
                            "http://b.test/",
                            "http://out.test/")),
                "/one",
                Answer.html(links("/", "/two", "/one#part")),
                "/two",
                Answer.html("<p>two</p>"),
                "/moved",
                Answer.redirect("/target"),
                "/target",
                Answer.html("<p>target</p>"),
                "/paper.pdf",
                Answer.of(200, "application/pdf", "%PDF"),
                "/sitemap.xml",
                Answer.of(
                    200,
                    "application/xml",
                    "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>http://a.test/from-sitemap</loc></url></urlset>"),
                "/from-sitemap",
                Answer.html("<p>s</p>")))
        .host("b.test", Map.of("/", Answer.html("<p>b</p>")))
        .host(
            "c.test",
            exchange ->
                Answer.of(
                    exchange.getRequestURI().getPath().equals("/robots.txt") ? 503 : 200,
                    "text/html",
                    "x"))
        .host("out.test", Map.of("/", Answer.html("<p>out</p>")));
    seed(
        Seed.of("a", "http://a.test/"),
        Seed.of("b", "http://b.test/"),
        Seed.of("c", "http://c.test/", "http://c.test/too"));
    Path warcs = dir.resolve("warcs");

    CrawlStatus status = crawl(config().edit().warcDir(warcs).build());

    assertThat(web.pathsOf("a.test"))
        .containsExactlyInAnyOrder(
            "/robots.txt",
            "/",
            "/one",
            "/two",
            "/moved",
            "/target",
            "/gone",
            "/paper.pdf",
            "/sitemap.xml",
            "/feed.xml",
            "/from-sitemap");
    assertThat(web.pathsOf("b.test")).containsExactlyInAnyOrder("/robots.txt", "/");
    assertThat(web.pathsOf("c.test")).containsExactly("/robots.txt");
    assertThat(web.pathsOf("out.test")).isEmpty();
    assertThat(web.shortestGapMillis().values()).allMatch(gap -> gap >= 40);
    assertThat(status.shortestGapMillis()).isGreaterThanOrEqualTo(40);

    List<FetchEvent> events = TopicReader.events(broker.bootstrapServers());
    Map<Outcome, Long> counts =
        events.stream().collect(Collectors.groupingBy(FetchEvent::outcome, Collectors.counting()));
    assertThat(status.fetched()).isEqualTo(counts.get(Outcome.FETCHED)).isEqualTo(6);
    assertThat(status.redirected()).isEqualTo(counts.get(Outcome.REDIRECTED)).isEqualTo(1);
    assertThat(status.notStored()).isEqualTo(counts.get(Outcome.NOT_STORED)).isEqualTo(3);
    assertThat(status.refused()).isEqualTo(counts.get(Outcome.REFUSED)).isEqualTo(2);
    assertThat(status.failed()).isEqualTo(counts.get(Outcome.FAILED)).isEqualTo(4);
    assertThat(reason(events, "http://a.test/private/x")).isEqualTo("robots: disallowed");
    assertThat(reason(events, "http://c.test/"))
        .isEqualTo("robots: robots.txt unreachable: http 503");
    assertThat(reason(events, "http://a.test/paper.pdf")).isEqualTo("not-a-page: application/pdf");

    List<TopicReader.Entry> pages = TopicReader.read(broker.bootstrapServers(), Topic.PAGES);
    assertThat(pages).hasSize(6);
    assertThat(pages)
        .filteredOn(page -> page.key().equals("http://a.test/two"))
        .singleElement()
        .satisfies(page ->
            assertThat(new String(page.value(), java.nio.charset.StandardCharsets.UTF_8))
                .contains(
                    "WARC-Type: response",
                    "Peykare-Seed: a",
                    "Peykare-Robots: allowed",
                    "Peykare-Opt-Out: robots.txt content-signal: ai-train=no",
                    "<p>two</p>"));
    assertThat(urlsInFiles(warcs))
        .containsExactlyInAnyOrderElementsOf(pages.stream().map(TopicReader.Entry::key).toList());
  }

  @Test
  void aStartUrlThatFailsOrLeadsElsewhereIsVisitedAgainWhereTheSeedAsksForIt() throws Exception {
    web.host("re.test", Map.of("/", Answer.redirect("/page"), "/page", Answer.html("<p>page</p>")));
    seed(
        Seed.builder("re", List.of("http://re.test/", "http://re.test/gone"))
            .revisit(Duration.ofSeconds(1))
            .build());
    try (Crawler crawler = Crawler.open(config())) {
      crawler.start();
      assertThat(crawler.awaitIdle(LONG)).isTrue();
      long deadline = System.nanoTime() + LONG.toNanos();
      while ((crawler.status().redirected() < 3 || count("/gone") < 3)
          && System.nanoTime() < deadline) {
        Thread.sleep(20);
      }
      assertThat(crawler.status().redirected()).isGreaterThanOrEqualTo(3);
    }
    assertThat(count("/gone")).isGreaterThanOrEqualTo(3);
  }

  @Test
  void aCrawlerClosedByAnInterruptedThreadLosesNothing() throws Exception {
    web.host("many.test", manyPages(40));
    seed(Seed.of("many", "http://many.test/0"));
    try (Crawler crawler = Crawler.open(config())) {
      crawler.start();
      while (crawler.status().fetched() < 5) {
        Thread.sleep(10);
      }
      Thread.currentThread().interrupt();
      crawler.close();
    }
    assertThat(Thread.interrupted()).isTrue();

    crawl(config());
    assertThat(TopicReader.read(broker.bootstrapServers(), Topic.PAGES))
        .extracting(TopicReader.Entry::key)
        .doesNotHaveDuplicates()
        .hasSize(40);
  }

  @Test
  void whatStopsFollowingSeedsIsTold() throws Exception {
    IllegalStateException trouble = new IllegalStateException("trouble");
    CompletableFuture<Exception> told = new CompletableFuture<>();
    try (SeedWatch watch =
        SeedWatch.start(
            broker.bootstrapServers(),
            (_, _) -> {
              throw trouble;
            },
            told::complete)) {
      assertThat(told.get(60, TimeUnit.SECONDS)).isSameAs(trouble);
      assertThat(watch.isCaughtUp()).isFalse();
    }
  }

  private long count(String path) {
    return web.pathsOf("re.test").stream().filter(path::equals).count();
  }

  private static String reason(List<FetchEvent> events, String url) {
    return events.stream()
        .filter(event -> event.url().equals(url))
        .map(event -> String.valueOf(event.reason()))
        .findFirst()
        .orElse("no event");
  }

  private static List<String> urlsInFiles(Path warcs) throws IOException {
    try (Stream<Path> files = Files.list(warcs)) {
      Path file = files.findFirst().orElseThrow();
      assertThat(file.toString()).endsWith(".warc.gz");
      try (WarcReader reader = new WarcReader(new ByteArrayInputStream(Files.readAllBytes(file)))) {
        return reader
            .records()
            .filter(WarcResponse.class::isInstance)
            .map(record -> ((WarcResponse) record).target())
            .toList();
      }
    }
  }

  @Test
  void anEndlessCalendarEnds() throws Exception {
    web.host(
        "cal.test",
        exchange -> {
          String path = exchange.getRequestURI().toString();
          if (path.equals("/robots.txt")) {
            return Answer.notFound();
          }
          if (path.equals("/")) {
            return Answer.html(links("/calendar/2026/05", "/p?month=1", "/a/a/a/a/a"));
          }
          if (path.startsWith("/calendar/")) {
            String[] parts = path.split("/");
            int month = Integer.parseInt(parts[2]) * 12 + Integer.parseInt(parts[3]);
            return Answer.html(links("/calendar/%d/%02d".formatted(month / 12, month % 12 + 1)));
          }
          int month = Integer.parseInt(path.substring(path.indexOf('=') + 1));
          return Answer.html(links("/p?month=" + (month + 1)));
        });
    seed(Seed.builder("cal", List.of("http://cal.test/")).maxDepth(1_000).build());

    CrawlStatus status = crawl(config().edit().defaultDelay(Duration.ZERO).build());

    assertThat(status.fetched()).isEqualTo(1 + 100 + 100);
    assertThat(TopicReader.events(broker.bootstrapServers()))
        .filteredOn(event -> event.outcome() == Outcome.REFUSED)
        .extracting(FetchEvent::reason)
        .containsExactlyInAnyOrder(
            "trap: calendar /calendar/#/#, more than 100 URLs",
            "trap: calendar /p?month=#, more than 100 URLs",
            "trap: path segment repeats more than 3 times");
  }

  @Test
  void triesAgainWhenAServerIsBusyAndNoSoonerThanItAsks() throws Exception {
    Map<String, Integer> tries = new HashMap<>();
    web.host(
        "busy.test",
        exchange -> {
          String path = exchange.getRequestURI().toString();
          int nth = tries.merge(path, 1, Integer::sum);
          if (path.equals("/")) {
            return Answer.html(links("/busy", "/flaky"));
          }
          if (path.equals("/busy") && nth == 1) {
            return Answer.of(429, "text/plain", "wait").with("Retry-After", "1");
          }
          if (path.equals("/flaky") && nth == 1) {
            return Answer.of(500, "text/plain", "oops");
          }
          return path.equals("/robots.txt") ? Answer.notFound() : Answer.html("<p>ok</p>");
        });
    seed(Seed.of("busy", "http://busy.test/"));

    CrawlStatus status = crawl(config().edit().retryBackoff(Duration.ofMillis(800)).build());

    assertThat(status.fetched()).isEqualTo(3);
    assertThat(status.failed()).isEqualTo(3);
    List<TestWeb.Hit> hits =
        web.hits().stream().sorted((a, b) -> Long.compare(a.start(), b.start())).toList();
    int refused =
        IntStream.range(0, hits.size())
            .filter(i -> hits.get(i).status() == 429)
            .findFirst()
            .orElseThrow();
    assertThat(hits.get(refused + 1).start() - hits.get(refused).end())
        .isGreaterThanOrEqualTo(Duration.ofSeconds(1).toNanos());
  }

  @Test
  void keepsToThePageLimitAndGoesOnWithAHigherOne() throws Exception {
    web.host("many.test", manyPages(60));
    seed(Seed.of("many", "http://many.test/0"));
    CrawlConfig config = config().edit().defaultDelay(Duration.ZERO).build();

    assertThat(crawl(config.edit().maxPages(10).build()).fetched()).isEqualTo(10);
    assertThat(TopicReader.read(broker.bootstrapServers(), Topic.PAGES)).hasSize(10);

    assertThat(crawl(config).fetched()).isEqualTo(60);
    assertThat(TopicReader.read(broker.bootstrapServers(), Topic.PAGES))
        .extracting(TopicReader.Entry::key)
        .doesNotHaveDuplicates()
        .hasSize(60);
    assertThat(web.pathsOf("many.test").stream().filter(path -> !path.equals("/robots.txt")))
        .doesNotHaveDuplicates();
  }

  @Test
  void visitsAPageAgainAndKnowsThatItIsUnchanged() throws Exception {
    web.host(
        "re.test",
        exchange -> {
          String path = exchange.getRequestURI().toString();
          boolean known = "\"v1\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
          return switch (path) {
            case "/" -> Answer.html(links("/same"));
            case "/same" ->
                known
                    ? new Answer(304, "", new byte[0], Map.of("ETag", "\"v1\""))
                    : Answer.html("<p>same</p>").with("ETag", "\"v1\"");
            default -> Answer.notFound();
          };
        });
    seed(Seed.builder("re", List.of("http://re.test/")).revisit(Duration.ofSeconds(1)).build());
    try (Crawler crawler = Crawler.open(config())) {
      crawler.start();
      assertThat(crawler.awaitIdle(LONG)).isTrue();
      long deadline = System.nanoTime() + LONG.toNanos();
      while (crawler.status().notModified() < 2 && System.nanoTime() < deadline) {
        Thread.sleep(20);
      }
      crawler.pause();
    }

    List<String> records =
        TopicReader.read(broker.bootstrapServers(), Topic.PAGES).stream()
            .map(entry -> new String(entry.value(), java.nio.charset.StandardCharsets.UTF_8))
            .toList();
    assertThat(records).filteredOn(record -> record.contains("WARC-Type: response")).hasSize(2);
    assertThat(records)
        .filteredOn(record -> record.contains("WARC-Type: revisit"))
        .hasSizeGreaterThanOrEqualTo(2)
        .anyMatch(record -> record.contains("revisit/server-not-modified"))
        .anyMatch(record -> record.contains("revisit/identical-payload-digest"))
        .allMatch(record -> record.contains("WARC-Refers-To-Date: "));
  }

  static java.util.function.Function<com.sun.net.httpserver.HttpExchange, Answer> manyPages(
      int pages) {
    return exchange -> {
      String path = exchange.getRequestURI().toString();
      if (path.equals("/robots.txt")) {
        return Answer.notFound();
      }
      int n = Integer.parseInt(path.substring(1));
      return Answer.html(
          links(
              IntStream.of(2 * n + 1, 2 * n + 2, n / 2, 0)
                  .filter(i -> i < pages)
                  .mapToObj(i -> "/" + i)
                  .toArray(String[]::new)));
    };
  }
}
