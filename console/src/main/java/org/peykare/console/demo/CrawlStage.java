package org.peykare.console.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.peykare.console.platform.Platform;
import org.peykare.corpus.Corpus;
import org.peykare.corpus.CorpusStatus;
import org.peykare.corpus.store.Snapshot;
import org.peykare.crawler.CrawlConfig;
import org.peykare.crawler.CrawlStatus;
import org.peykare.crawler.Crawler;
import org.peykare.crawler.fetch.FetchConfig;
import org.peykare.crawler.fetch.ResolveRule;
import org.peykare.crawler.seed.Seed;
import org.peykare.crawler.seed.SeedsTopic;

/// Seeds to snapshot: crawls until idle while the corpus stream gives its verdicts, then commits.
final class CrawlStage {
  private static final Duration PATIENCE = Duration.ofDays(1);

  /// What the stage came to.
  ///
  /// @param verdicts pages with a verdict, by URL
  record Result(
      CrawlStatus crawl,
      CorpusStatus corpus,
      Snapshot snapshot,
      List<String> verdicts,
      Duration took) {}

  private CrawlStage() {}

  static Result run(
      Platform platform, DemoConfig config, List<String> seeds, int port, PrintStream out)
      throws InterruptedException {
    Instant start = Instant.now();
    try (SeedsTopic topic = SeedsTopic.open(platform.bootstrapServers())) {
      topic.putAll(Seed.ofUrls(seeds));
    }
    FetchConfig fetch = FetchConfig.forResolved(List.of(ResolveRule.parse("*=127.0.0.1:" + port)));
    CrawlConfig crawl =
        CrawlConfig.of(platform.bootstrapServers(), platform.layout().crawlerState(), fetch)
            .edit()
            .defaultDelay(config.delay())
            .retryBackoff(Duration.ofMillis(500))
            .build();
    try (Corpus corpus = platform.corpus()) {
      corpus.start();
      CrawlStatus crawled;
      try (Crawler crawler = Crawler.open(crawl)) {
        crawler.start();
        while (!crawler.awaitIdle(Duration.ofSeconds(5))) {
          CrawlStatus status = crawler.status();
          out.printf(
              "  %,5d pages fetched, %,5d URLs waiting, %,5d verdicts%n",
              status.fetched(),
              status.queued(),
              corpus.status().read() - corpus.status().pending());
        }
        crawled = crawler.status();
      }
      if (!corpus.awaitCaughtUp(PATIENCE)) {
        throw new IllegalStateException("The corpus did not catch up within " + PATIENCE);
      }
      Snapshot snapshot = corpus.snapshot(Demo.TAG);
      List<String> verdicts = new ArrayList<>();
      corpus.verdicts(verdict -> verdicts.add(verdict.url()));
      return new Result(
          crawled,
          corpus.status(),
          snapshot,
          List.copyOf(verdicts),
          Duration.between(start, Instant.now()));
    }
  }
}
