package org.peykare.console.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.peykare.console.platform.Operations;
import org.peykare.corpus.CorpusStatus;
import org.peykare.formats.run.CrawlOrder;
import org.peykare.formats.status.RoleStatus;

/// A crawl that other processes do, as their statuses tell it.
final class CrawlWatching {
  private static final Duration PERIOD = Duration.ofSeconds(2);
  private static final Duration REPORT = Duration.ofSeconds(10);

  /// From a wish to the first status that knows of it, generously.
  private static final Duration EFFECT = Duration.ofSeconds(6);

  private final Operations operations;

  CrawlWatching(Operations operations) {
    this.operations = operations;
  }

  /// Waits until all crawlers are idle and every page has its verdict, from what was asked before
  /// this call on.
  ///
  /// @throws IllegalStateException when no crawler is there, or one failed
  void untilIdle() throws InterruptedException {
    Instant from = Instant.now().plus(EFFECT);
    Instant report = Instant.now();
    int idle = 0;
    while (idle < 2) {
      Thread.sleep(PERIOD);
      Instant now = Instant.now();
      List<RoleStatus> crawlers = crawlers(now);
      if (now.isAfter(report)) {
        report = now.plus(REPORT);
        System.err.println(line(crawlers));
      }
      requireWork(crawlers, now.isAfter(from.plus(EFFECT)));
      CorpusStatus corpus = operations.corpus();
      boolean done =
          !crawlers.isEmpty()
              && crawlers.stream().allMatch(c -> c.state().equals("idle") && c.at().isAfter(from))
              && corpus.lag() == 0
              && corpus.pending() == 0;
      idle = done ? idle + 1 : 0;
    }
  }

  private void requireWork(List<RoleStatus> crawlers, boolean late) {
    for (RoleStatus crawler : crawlers) {
      if (crawler.state().equals("failed")) {
        throw new IllegalStateException(
            "The crawler %s failed: %s".formatted(crawler.instance(), crawler.message()));
      }
    }
    if (crawlers.isEmpty() && late) {
      throw new IllegalStateException(
          "No crawler is running on this platform; start one: peykare up, or peykare serve crawler");
    }
    if (operations.crawlWanted() == CrawlOrder.Wanted.PAUSE) {
      throw new IllegalStateException(
          "The crawl is paused, so it does not become idle; go on with: peykare crawl resume");
    }
  }

  /// Prints every process of the platform and what it says.
  void print() {
    Instant now = Instant.now();
    System.out.println("Wanted: " + operations.crawlWanted().name().toLowerCase(Locale.ROOT));
    for (RoleStatus role : operations.roles()) {
      System.out.printf(
          "%-8s %-24s %s%s%n",
          role.role(),
          role.instance(),
          role.aliveAt(now) || role.state().equals("stopped")
              ? role.state()
              : "silent for %d s".formatted(Duration.between(role.at(), now).toSeconds()),
          role.message() == null ? "" : ": " + role.message());
    }
    System.out.println(line(crawlers(now)));
    CorpusReport.print(operations.corpus());
  }

  /// Prints the statuses as JSON, one a line.
  void printJson() {
    operations.roles().forEach(role -> System.out.println(RoleStatus.CODEC.toJson(role)));
  }

  private List<RoleStatus> crawlers(Instant now) {
    return operations.roles().stream()
        .filter(role -> role.role().equals("crawler") && role.aliveAt(now))
        .toList();
  }

  private static String line(List<RoleStatus> crawlers) {
    return "%,d crawlers: %,d pages fetched, %,d URLs waiting, %,d in flight"
        .formatted(
            crawlers.size(),
            sum(crawlers, "fetched"),
            sum(crawlers, "queued"),
            sum(crawlers, "in_flight"));
  }

  private static long sum(List<RoleStatus> crawlers, String count) {
    return crawlers.stream().mapToLong(c -> c.counts().getOrDefault(count, 0L)).sum();
  }
}
