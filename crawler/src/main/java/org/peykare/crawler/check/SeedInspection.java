package org.peykare.crawler.check;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.peykare.crawler.check.SeedReport.Problem;
import org.peykare.crawler.fetch.FetchConfig;
import org.peykare.crawler.fetch.FetchRequest;
import org.peykare.crawler.fetch.Fetcher;
import org.peykare.crawler.fetch.PoliteFetcher;
import org.peykare.crawler.fetch.Politeness;
import org.peykare.crawler.robots.RobotsCache;
import org.peykare.crawler.seed.Seed;
import org.peykare.crawler.url.CrawlUrl;
import org.peykare.crawler.url.Scope;

/// One check of one seed: its hosts side by side, each with its own delay.
public final class SeedInspection {
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration GRACE = Duration.ofSeconds(2);
  private static final int MAX_HOSTS = 5;
  private static final int MAX_STARTS = 3;

  private SeedInspection() {}

  /// Looks at `seed`; takes half a minute at most.
  ///
  /// @param delay between requests to one host, where the seed names none
  public static SeedReport run(Seed seed, FetchConfig fetch, Duration delay)
      throws InterruptedException {
    Instant at = Instant.now();
    Findings findings = new Findings();
    Duration asked = seed.delay() == null ? delay : seed.delay();
    Politeness politeness = new Politeness(asked);
    AtomicInteger requests = new AtomicInteger();
    try (Fetcher fetcher = new Fetcher(fetch)) {
      PoliteFetcher polite = new PoliteFetcher(fetcher, politeness);
      RobotsCache robots =
          new RobotsCache(
              fetch.robotsToken(),
              url -> {
                requests.incrementAndGet();
                return polite.fetch(new FetchRequest(url, null, null, seed.languages()));
              });
      HostInspection.Tools tools =
          new HostInspection.Tools(
              seed,
              new Scope(List.of(seed)),
              polite,
              robots,
              politeness,
              host -> fetch.delay(host, asked),
              requests,
              findings);
      inspect(tools, fetcher);
    }
    return findings.report(
        seed, at, Duration.between(at, Instant.now()).toMillis(), requests.get());
  }

  private static void inspect(HostInspection.Tools tools, Fetcher fetcher)
      throws InterruptedException {
    Map<String, List<CrawlUrl>> byHost = new LinkedHashMap<>();
    CrawlUrl.startsOf(tools.seed())
        .sorted(Comparator.comparing(url -> url.url().scheme(), Comparator.reverseOrder()))
        .forEach(
            url -> byHost.computeIfAbsent(url.url().origin(), _ -> new ArrayList<>()).add(url));
    long deadline = System.nanoTime() + LONGEST.toNanos();
    List<Thread> threads = new ArrayList<>();
    int hosts = 0;
    for (List<CrawlUrl> starts : byHost.values()) {
      if (hosts++ == MAX_HOSTS) {
        tools
            .findings()
            .problem(
                Problem.Kind.INCOMPLETE,
                starts.getFirst(),
                "only %d of %d hosts were looked at".formatted(MAX_HOSTS, byHost.size()));
        break;
      }
      HostInspection host =
          new HostInspection(tools, starts.subList(0, Math.min(MAX_STARTS, starts.size())));
      threads.add(Thread.ofVirtual().name("seed-check").start(host));
      if (starts.size() > MAX_STARTS) {
        tools
            .findings()
            .problem(
                Problem.Kind.INCOMPLETE,
                starts.get(MAX_STARTS),
                "only %d of %d start URLs of this host were looked at"
                    .formatted(MAX_STARTS, starts.size()));
      }
    }
    await(threads, deadline, tools, fetcher);
  }

  private static void await(
      List<Thread> threads, long deadline, HostInspection.Tools tools, Fetcher fetcher)
      throws InterruptedException {
    try {
      for (Thread thread : threads) {
        thread.join(
            Duration.ofNanos(
                Math.max(TimeUnit.MILLISECONDS.toNanos(1), deadline - System.nanoTime())));
      }
    } finally {
      if (threads.stream().anyMatch(Thread::isAlive)) {
        tools
            .findings()
            .problem(
                Problem.Kind.INCOMPLETE,
                tools.seed().startUrls().getFirst(),
                "the time of %d s was up".formatted(LONGEST.toSeconds()));
        tools.findings().close();
        threads.forEach(Thread::interrupt);
        fetcher.cancelAll();
        for (Thread thread : threads) {
          thread.join(GRACE);
        }
      }
    }
  }
}
