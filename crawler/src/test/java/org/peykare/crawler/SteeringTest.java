package org.peykare.crawler;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peykare.broker.EmbeddedBroker;
import org.peykare.broker.TopicSetup;
import org.peykare.crawler.TestWeb.Answer;
import org.peykare.crawler.fetch.FetchConfig;
import org.peykare.crawler.seed.Seed;
import org.peykare.crawler.seed.SeedKind;
import org.peykare.crawler.seed.SeedsTopic;
import org.peykare.formats.run.CrawlOrder;
import org.peykare.formats.status.HostStatus;
import org.peykare.formats.status.RoleStatus;
import org.peykare.formats.topic.Topic;

/// What the operator changes takes effect on a running crawl.
class SteeringTest {
  private static final Duration LONG = Duration.ofSeconds(90);
  private static final int PAGES = 150;

  @TempDir Path dir;
  private EmbeddedBroker broker;
  private TestWeb web;
  private SeedsTopic seeds;

  @BeforeEach
  void start() {
    broker = EmbeddedBroker.start(dir.resolve("kafka"));
    TopicSetup.ensure(broker.bootstrapServers(), 2);
    web = new TestWeb();
    seeds = SeedsTopic.open(broker.bootstrapServers());
  }

  @AfterEach
  void stop() {
    seeds.close();
    web.close();
    broker.close();
  }

  private Crawler crawler() {
    Crawler crawler =
        Crawler.open(
            CrawlConfig.of(
                    broker.bootstrapServers(),
                    dir.resolve("state"),
                    FetchConfig.forResolved(List.of(web.rule(".test"))))
                .edit()
                .threads(4)
                .defaultDelay(Duration.ofMillis(40))
                .build());
    crawler.start();
    return crawler;
  }

  @Test
  void aSeedIsPausedSlowedAndNarrowedWhileItIsCrawled() throws Exception {
    web.host("s.test", CrawlerTest.manyPages(PAGES));
    Seed seed = Seed.of("s", "http://s.test/0");
    seeds.put(seed);
    try (Crawler crawler = crawler()) {
      await(() -> pages() >= 10);

      long changed = System.nanoTime();
      seeds.put(seed.edit().state(Seed.State.PAUSED).build());
      int paused = awaitStandstill();
      report("pause", changed, lastHit());
      assertThat(paused).isLessThan(PAGES);
      await(() -> state(last("crawler"), "s.test") == HostStatus.State.PAUSED);

      changed = System.nanoTime();
      seeds.put(seed.edit().delay(Duration.ofHours(1)).build());
      assertThat(awaitStandstill() - paused).isLessThanOrEqualTo(2);
      int slow = pages();
      changed = System.nanoTime();
      seeds.put(seed.edit().maxPages(slow + 5).build());
      await(() -> pages() == slow + 5);
      report("delay and budget", changed, lastHit());
      assertThat(awaitStandstill()).isEqualTo(slow + 5);
      await(() -> state(last("crawler"), "s.test") == HostStatus.State.BUDGET_SPENT);

      changed = System.nanoTime();
      seeds.put(seed.edit().exclude("/\\d*[13579]$").build());
      await(() -> pages() > slow + 5);
      report("exclude", changed, lastHit());
      await(() -> crawler.status().state() == CrawlStatus.State.IDLE);
      assertThat(web.pathsOf("s.test").stream().skip(slow + 6).filter(SteeringTest::isOdd).count())
          .as("odd pages after they were excluded")
          .isLessThanOrEqualTo(1);
    }
    assertThat(web.pathsOf("s.test")).doesNotHaveDuplicates();
    assertThat(last("crawler").state()).isEqualTo("stopped");
    assertThat(last("crawler").counts()).containsEntry("partition/0/quiet", 1L);
  }

  @Test
  void aRemovedSeedRestsWhileOthersGoOnAndGoesOnWhenItIsPutBack() throws Exception {
    web.host("s.test", listOfPages(PAGES));
    web.host("other.test", listOfPages(PAGES));
    Seed seed = Seed.of("s", "http://s.test/0");
    seeds.put(seed);
    seeds.put(Seed.of("other", "http://other.test/0"));
    try (Crawler crawler = crawler()) {
      await(() -> pages() >= 10);
      long changed = System.nanoTime();
      seeds.remove("s");
      int left = awaitStandstill();
      report("remove", changed, lastHit());
      assertThat(left).isLessThan(PAGES);
      await(() -> web.pathsOf("other.test").size() == PAGES + 1);
      await(() -> crawler.status().state() == CrawlStatus.State.IDLE);
      assertThat(pages()).isEqualTo(left);
      await(() -> state(last("crawler"), "s.test") == HostStatus.State.PAUSED);

      seeds.put(seed);
      await(() -> pages() == PAGES);
    }
    assertThat(web.pathsOf("s.test")).doesNotHaveDuplicates();
  }

  /// A site whose page 0 names all others, which name none.
  private static Function<HttpExchange, Answer> listOfPages(int pages) {
    String list =
        IntStream.range(1, pages)
            .mapToObj("<a href=/%d>x</a>"::formatted)
            .collect(Collectors.joining());
    return exchange ->
        switch (exchange.getRequestURI().getPath()) {
          case "/robots.txt" -> Answer.notFound();
          case "/0" -> Answer.html(list);
          case String path -> Answer.html("<p>page " + path);
        };
  }

  private static boolean isOdd(String path) {
    return path.matches(".*[13579]$");
  }

  private static void report(String what, long changed, long effect) {
    System.out.printf("%s: %.2f s from the change to its effect%n", what, (effect - changed) / 1e9);
  }

  @Test
  void anOrderToPauseOutlivesARestartAndAHoldSaysWhy() throws Exception {
    web.host("s.test", CrawlerTest.manyPages(PAGES));
    seeds.put(Seed.of("s", "http://s.test/0"));
    try (Crawler _ = crawler()) {
      await(() -> pages() >= 5);
      order(CrawlOrder.Wanted.PAUSE);
      awaitStandstill();
      await(() -> last("crawler").state().equals("paused"));
    }
    int paused = pages();
    assertThat(paused).isLessThan(PAGES);
    try (Crawler crawler = crawler()) {
      await(() ->
          crawler.status().state() == CrawlStatus.State.PAUSED
              && last("crawler").state().equals("paused"));
      assertThat(pages()).isEqualTo(paused);
      crawler.hold("low-disk", "900 MB free, 1 GB wanted");
      order(CrawlOrder.Wanted.RUN);
      await(() -> last("crawler").state().equals("low-disk"));
      assertThat(last("crawler").message()).isEqualTo("900 MB free, 1 GB wanted");
      assertThat(pages()).isEqualTo(paused);
      crawler.release();
      assertThat(crawler.awaitIdle(LONG)).isTrue();
      assertThat(pages()).isEqualTo(PAGES);
      await(() -> last("crawler").counts().getOrDefault("fetched", 0L) == PAGES);
    }
  }

  @Test
  void eachKindOfSeedReadsWhatItIsFor() throws Exception {
    String links = "<a href=/linked>x</a>";
    Map<String, Answer> pages =
        Map.of(
            "/robots.txt",
            Answer.of(200, "text/plain", "Sitemap: http://map.test/other.xml\n"),
            "/start",
            Answer.html(links),
            "/linked",
            Answer.html("<a href=/behind>x</a>"),
            "/behind",
            Answer.html("<p>behind</p>"),
            "/map.xml",
            Answer.of(
                200,
                "application/xml",
                "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>/start</loc></url></urlset>"
                    .replace("<loc>", "<loc>http://map.test")),
            "/feed.xml",
            Answer.of(
                200,
                "application/rss+xml",
                "<rss><channel><item><link>http://feed.test/start</link></item></channel></rss>"));
    for (String host : List.of("section.test", "map.test", "feed.test", "list.test")) {
      web.host(host, pages);
    }
    seeds.put(kind("section", "http://section.test/start", SeedKind.SECTION));
    seeds.put(kind("map", "http://map.test/map.xml", SeedKind.SITEMAP));
    seeds.put(kind("feed", "http://feed.test/feed.xml", SeedKind.FEED));
    seeds.put(kind("list", "http://list.test/start", SeedKind.LIST));
    try (Crawler crawler = crawler()) {
      assertThat(crawler.awaitIdle(LONG)).isTrue();
    }

    assertThat(web.pathsOf("section.test")).containsExactly("/robots.txt", "/start", "/linked");
    assertThat(web.pathsOf("map.test")).containsExactly("/robots.txt", "/map.xml", "/start");
    assertThat(web.pathsOf("feed.test")).containsExactly("/robots.txt", "/feed.xml", "/start");
    assertThat(web.pathsOf("list.test")).containsExactly("/robots.txt", "/start");
  }

  private static Seed kind(String id, String url, SeedKind kind) {
    return Seed.builder(id, List.of(url)).kind(kind).build();
  }

  private void order(CrawlOrder.Wanted wanted) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  Topic.COMMANDS.topicName(),
                  CrawlOrder.KEY,
                  CrawlOrder.CODEC.toBytes(new CrawlOrder(wanted, Instant.now()))))
          .get();
    }
  }

  /// The newest status of the role.
  private RoleStatus last(String role) {
    List<RoleStatus> all =
        TopicReader.read(broker.bootstrapServers(), Topic.STATUS).stream()
            .filter(entry -> entry.key().startsWith(role + "/"))
            .map(entry -> RoleStatus.CODEC.fromBytes(entry.value()))
            .toList();
    assertThat(all).isNotEmpty();
    return all.getLast();
  }

  private static HostStatus.State state(RoleStatus status, String host) {
    return status.hosts().stream()
        .filter(h -> h.host().equals(host))
        .map(HostStatus::state)
        .findFirst()
        .orElse(HostStatus.State.WAITING);
  }

  private int pages() {
    return (int) web.pathsOf("s.test").stream().filter(path -> !path.equals("/robots.txt")).count();
  }

  private long lastHit() {
    return web.hits().stream()
        .filter(hit -> hit.host().equals("s.test"))
        .mapToLong(TestWeb.Hit::start)
        .max()
        .orElse(0);
  }

  /// Waits until nothing has been fetched for three seconds; returns how many pages there were.
  private int awaitStandstill() throws InterruptedException {
    int before = -1;
    while (pages() != before) {
      before = pages();
      Thread.sleep(3_000);
    }
    return before;
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + LONG.toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
      Thread.sleep(50);
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }
}
