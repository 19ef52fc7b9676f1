package org.peykare.crawler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peykare.broker.EmbeddedBroker;
import org.peykare.broker.TopicSetup;
import org.peykare.crawler.fetch.FetchConfig;
import org.peykare.crawler.seed.Seed;
import org.peykare.crawler.seed.SeedsTopic;
import org.peykare.formats.fetch.FetchEvent;
import org.peykare.formats.topic.Topic;

/// A crawler that ends in the middle, one way or the other, goes on where it was.
class RestartTest {
  private static final int HOSTS = 4;
  private static final int PAGES = 120;
  private static final Duration DELAY = Duration.ofMillis(10);
  private static final int THREADS = 8;

  @TempDir Path dir;

  @Test
  void losesNoPageWhenItIsClosedInTheMiddle() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(dir.resolve("kafka"));
        TestWeb web = web()) {
      seeds(broker);
      try (Crawler crawler = Crawler.open(config(broker, web))) {
        crawler.start();
        awaitHits(web, HOSTS * PAGES / 3);
      }
      int before = web.hits().size();
      assertThat(before).isLessThan(HOSTS * PAGES);
      finish(broker, web, 0);

      assertThat(pagesOf(web)).hasSize(HOSTS * PAGES);
      assertThat(fetches(web).size() - pagesOf(web).size()).isLessThanOrEqualTo(HOSTS);
      assertThat(web.shortestGapMillis().values()).allMatch(gap -> gap >= DELAY.toMillis());
    }
  }

  @Test
  void losesNoPageWhenItIsKilledInTheMiddle() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(dir.resolve("kafka"));
        TestWeb web = web()) {
      seeds(broker);
      for (int kill = 1; kill <= 2; kill++) {
        Process process =
            CrawlerProcess.start(
                broker.bootstrapServers(), dir.resolve("state"), web.rule(".test"), DELAY);
        try {
          awaitHits(web, kill * HOSTS * PAGES / 4);
        } finally {
          process.destroyForcibly().waitFor();
        }
      }
      assertThat(web.hits().size()).isLessThan(HOSTS * PAGES);
      finish(broker, web, 2);

      assertThat(pagesOf(web)).hasSize(HOSTS * PAGES);
      assertThat(web.shortestGapMillis().values()).allMatch(gap -> gap >= DELAY.toMillis());
      Set<String> stored =
          TopicReader.read(broker.bootstrapServers(), Topic.PAGES).stream()
              .map(TopicReader.Entry::key)
              .collect(Collectors.toSet());
      assertThat(stored).isEqualTo(pagesOf(web));
      // Twice is what was in flight, or whose outcome had not been stored.
      assertThat(fetches(web).size() - stored.size()).isLessThan(HOSTS * PAGES / 10);
    }
  }

  private CrawlConfig config(EmbeddedBroker broker, TestWeb web) {
    return CrawlConfig.of(
            broker.bootstrapServers(),
            dir.resolve("state"),
            FetchConfig.forResolved(List.of(web.rule(".test"))))
        .edit()
        .threads(THREADS)
        .defaultDelay(DELAY)
        .build();
  }

  /// Crawls to the end. The counts of the crawler and the events on topic `fetches` agree, but for
  /// what a kill cut between the two: they are stored one after the other.
  private void finish(EmbeddedBroker broker, TestWeb web, int kills) throws InterruptedException {
    try (Crawler crawler = Crawler.open(config(broker, web))) {
      crawler.start();
      assertThat(crawler.awaitIdle(Duration.ofSeconds(90)))
          .as("idle, was %s", crawler.status())
          .isTrue();
      Map<FetchEvent.Outcome, Long> counts =
          TopicReader.events(broker.bootstrapServers()).stream()
              .collect(Collectors.groupingBy(FetchEvent::outcome, Collectors.counting()));
      assertThat(crawler.status().fetched())
          .isCloseTo(counts.get(FetchEvent.Outcome.FETCHED), within((long) kills * THREADS));
    }
  }

  private static TestWeb web() {
    TestWeb web = new TestWeb();
    for (int i = 0; i < HOSTS; i++) {
      web.host("h%d.test".formatted(i), CrawlerTest.manyPages(PAGES));
    }
    return web;
  }

  private static void seeds(EmbeddedBroker broker) {
    TopicSetup.ensure(broker.bootstrapServers(), 4);
    try (SeedsTopic topic = SeedsTopic.open(broker.bootstrapServers())) {
      topic.putAll(
          Seed.ofUrls(IntStream.range(0, HOSTS).mapToObj("http://h%d.test/0"::formatted).toList()));
    }
  }

  private static void awaitHits(TestWeb web, int count) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (web.hits().size() < count && System.nanoTime() < deadline) {
      Thread.sleep(5);
    }
    assertThat(web.hits().size()).isGreaterThanOrEqualTo(count);
  }

  private static List<String> fetches(TestWeb web) {
    return web.hits().stream()
        .filter(hit -> !hit.path().equals("/robots.txt"))
        .map(TestWeb.Hit::url)
        .toList();
  }

  private static Set<String> pagesOf(TestWeb web) {
    return new HashSet<>(fetches(web));
  }
}
