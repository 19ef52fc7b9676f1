package org.peykare.crawler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;
import org.peykare.broker.EmbeddedBroker;
import org.peykare.broker.TopicSetup;
import org.peykare.crawler.fetch.FetchConfig;
import org.peykare.crawler.seed.Seed;
import org.peykare.crawler.seed.SeedsTopic;
import org.peykare.formats.topic.Topic;

/// Crawlers in processes of their own share a crawl; one of them dies.
class TwoCrawlersTest {
  private static final int HOSTS = 12;
  private static final int PAGES = 100;
  private static final int THREADS = 8;
  private static final Duration DELAY = Duration.ofMillis(50);
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  @TempDir Path dir;

  @RepeatedTest(2)
  void whenOneDiesTheOtherGoesOnWithItsHosts(RepetitionInfo repetition) throws Exception {
    long randomSeed = System.nanoTime();
    Random random = new Random(randomSeed);
    try (EmbeddedBroker broker = EmbeddedBroker.start(dir.resolve("kafka"));
        TestWeb web = new TestWeb()) {
      for (int i = 0; i < HOSTS; i++) {
        web.host("h%d.test".formatted(i), CrawlerTest.manyPages(PAGES));
      }
      TopicSetup.ensure(broker.bootstrapServers(), 6);
      try (SeedsTopic topic = SeedsTopic.open(broker.bootstrapServers())) {
        topic.putAll(
            Seed.ofUrls(
                IntStream.range(0, HOSTS).mapToObj("http://h%d.test/0"::formatted).toList()));
      }
      List<Process> crawlers = List.of(start(broker, web, "a"), start(broker, web, "b"));
      try {
        awaitFetched(web, 100 + random.nextInt(HOSTS * PAGES / 2));
        crawlers.get(repetition.getCurrentRepetition() - 1).destroyForcibly().waitFor();
        assertThat(fetched(web)).as("killed in the middle").hasSizeLessThan(HOSTS * PAGES);
        awaitIdle(broker, web);

        List<String> hits = fetched(web);
        Set<String> urls = new HashSet<>(hits);
        assertThat(urls).as("random seed %d", randomSeed).hasSize(HOSTS * PAGES);
        Set<String> stored =
            TopicReader.read(broker.bootstrapServers(), Topic.PAGES).stream()
                .map(TopicReader.Entry::key)
                .collect(Collectors.toSet());
        assertThat(stored).isEqualTo(urls);
        // Twice is what was in flight at the kill and where hosts moved, and what had been stored
        // within the last commit interval.
        int perInterval = (int) (HOSTS * Duration.ofMillis(500).dividedBy(DELAY));
        assertThat(hits.size() - urls.size()).isLessThanOrEqualTo(4 * THREADS + perInterval);
        assertThat(web.shortestGapMillis().values()).allMatch(gap -> gap >= DELAY.toMillis());
        System.out.printf(
            "two crawlers: lost %d, twice %d, shortest gap %s ms%n",
            HOSTS * PAGES - urls.size(),
            hits.size() - urls.size(),
            web.shortestGapMillis().values().stream().min(Long::compare).orElse(-1L));
      } finally {
        for (Process crawler : crawlers) {
          crawler.destroyForcibly().waitFor();
        }
      }
    }
  }

  /// A third crawler joins and waits until the whole crawl is idle: also what the second one has.
  private void awaitIdle(EmbeddedBroker broker, TestWeb web) throws InterruptedException {
    CrawlConfig config =
        CrawlConfig.of(
                broker.bootstrapServers(),
                dir.resolve("c"),
                FetchConfig.forResolved(List.of(web.rule(".test"))))
            .edit()
            .defaultDelay(DELAY)
            .threads(THREADS)
            .build();
    try (Crawler crawler = Crawler.open(config)) {
      crawler.start();
      assertThat(crawler.awaitIdle(PATIENCE)).as("idle, was %s", crawler.status()).isTrue();
      assertThat(new HashSet<>(fetched(web))).hasSize(HOSTS * PAGES);
    }
  }

  private Process start(EmbeddedBroker broker, TestWeb web, String state) throws Exception {
    return CrawlerProcess.start(
        broker.bootstrapServers(), dir.resolve(state), web.rule(".test"), DELAY);
  }

  private static void awaitFetched(TestWeb web, int count) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (fetched(web).size() < count && System.nanoTime() < deadline) {
      Thread.sleep(20);
    }
    assertThat(fetched(web)).hasSizeGreaterThanOrEqualTo(count);
  }

  private static List<String> fetched(TestWeb web) {
    return web.hits().stream()
        .filter(hit -> !hit.path().equals("/robots.txt"))
        .map(TestWeb.Hit::url)
        .toList();
  }
}
