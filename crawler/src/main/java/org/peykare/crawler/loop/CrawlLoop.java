package org.peykare.crawler.loop;

import crawlercommons.filters.basic.BasicURLNormalizer;
import edu.uci.ics.crawler4j.crawler.CrawlConfig;
import edu.uci.ics.crawler4j.crawler.CrawlController;
import edu.uci.ics.crawler4j.url.TLDList;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.peykare.crawler.fetch.Fetch;
import org.peykare.crawler.fetch.FetchConfig;
import org.peykare.crawler.fetch.Fetcher;
import org.peykare.crawler.fetch.FetchesTopic;
import org.peykare.crawler.fetch.PoliteFetcher;
import org.peykare.crawler.fetch.Politeness;
import org.peykare.crawler.frontier.Frontier;
import org.peykare.crawler.frontier.UrlsTopic;
import org.peykare.crawler.robots.RobotsCache;
import org.peykare.crawler.robots.RobotsPolicy;
import org.peykare.crawler.seed.Seed;
import org.peykare.crawler.url.CrawlUrl;
import org.peykare.crawler.url.Scope;
import org.peykare.crawler.warc.PagesTopic;
import org.peykare.crawler.warc.WarcFileWriter;

/// The workers: each takes a URL whose turn has come, asks robots.txt, fetches, reads links and
/// records the end, in crawler4j's loop.
public final class CrawlLoop implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(2);
  private static final Duration LONGEST_END = Duration.ofSeconds(10);

  private final Settings settings;
  private final Parts parts;
  private final PoliteFetcher polite;
  private final RobotsCache robots;
  private final Recorder recorder;
  private final LeaseFrontier frontier;
  private final CrawlController controller;
  private final Collection<LeaseCrawler> crawlers = new ConcurrentLinkedQueue<>();
  private final AtomicInteger alive = new AtomicInteger();

  /// How the loop runs.
  ///
  /// @param threads workers
  /// @param retryBackoff wait before the second attempt
  /// @param folder a folder that crawler4j wants to have
  /// @param fetch how pages are fetched
  public record Settings(int threads, Duration retryBackoff, Path folder, FetchConfig fetch) {}

  /// What the loop works with; all belong to the caller.
  ///
  /// @param files where WARC files are written, too; missing where they are not
  /// @param scope the scope of the moment
  /// @param failed is told what the crawl cannot go on after
  public record Parts(
      Frontier frontier,
      Politeness politeness,
      Fetcher fetcher,
      PoliteFetcher polite,
      RobotsCache robots,
      HostDelays delays,
      UrlsTopic urls,
      FetchesTopic fetches,
      PagesTopic pages,
      @Nullable WarcFileWriter files,
      Supplier<Scope> scope,
      Consumer<Exception> failed) {}

  /// A loop that is not yet running.
  public CrawlLoop(Settings settings, Parts parts) {
    this.settings = settings;
    this.parts = parts;
    this.polite = parts.polite();
    this.robots = parts.robots();
    this.recorder = new Recorder(parts, robots, new RetryPlan(settings.retryBackoff()));
    this.frontier = new LeaseFrontier(parts.frontier(), recorder);
    this.controller = controller();
  }

  /// Starts the workers.
  public void start() {
    controller.startNonBlocking(this::newCrawler, settings.threads());
  }

  /// Ends the workers: what is in flight ends, or is broken off and stays queued.
  @Override
  public void close() {
    controller.shutdown();
    awaitEnd(GRACE);
    parts.fetcher().cancelAll();
    crawlers.forEach(crawler -> crawler.getThread().interrupt());
    awaitEnd(LONGEST_END);
  }

  private void awaitEnd(Duration wait) {
    long deadline = System.nanoTime() + wait.toNanos();
    synchronized (alive) {
      try {
        for (long left = wait.toMillis();
            alive.get() > 0 && left > 0;
            left = (deadline - System.nanoTime()) / 1_000_000) {
          alive.wait(left);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private LeaseCrawler newCrawler() {
    alive.incrementAndGet();
    LeaseCrawler crawler = new LeaseCrawler(new Admission(), this::crawlerEnded);
    crawlers.add(crawler);
    return crawler;
  }

  private void crawlerEnded() {
    synchronized (alive) {
      alive.decrementAndGet();
      alive.notifyAll();
    }
  }

  private CrawlController controller() {
    try {
      CrawlConfig config = config();
      TLDList domains = new TLDList(config);
      SlotPoliteness slots = new SlotPoliteness(parts.politeness());
      LeasePageFetcher fetcher = new LeasePageFetcher(config, slots, polite, this::languages);
      return new CrawlController(
          config,
          new BasicURLNormalizer(),
          fetcher,
          new LinkParser(config, domains, parts.scope()::get),
          new PolicyRobots(fetcher),
          domains,
          frontier);
    } catch (Exception e) {
      throw new IllegalStateException("Cannot set up the crawl loop", e);
    }
  }

  private CrawlConfig config() {
    CrawlConfig config = new CrawlConfig();
    config.setCrawlStorageFolder(settings.folder().toString());
    config.setBatchReadSize(1);
    config.setFollowRedirects(false);
    config.setRespectNoFollow(false);
    config.setRespectNoIndex(false);
    config.setHaltOnError(false);
    config.setPolitenessDelay(0);
    config.setMaxDownloadSize(settings.fetch().maxBodyBytes());
    config.setUserAgentString(settings.fetch().userAgent());
    config.setShutdownOnEmptyQueue(true);
    config.setThreadMonitoringDelaySeconds(1);
    config.setThreadShutdownDelaySeconds(0);
    config.setCleanupDelaySeconds(0);
    return config;
  }

  private List<String> languages(String seed) {
    return parts.scope().get().seed(seed).map(Seed::languages).orElse(List.of());
  }

  /// robots.txt and the host's delay, before a URL is fetched.
  private final class Admission implements LeaseCrawler.Admission {
    @Override
    public Optional<RobotsPolicy> policy(LeasedUrl leased) throws InterruptedException {
      var url = leased.lease().url();
      parts.politeness().setDelay(url.host(), parts.delays().delay(url));
      Optional<RobotsPolicy> known = robots.cached(url.url());
      if (known.isPresent()) {
        leased.isUnder(known.get());
        return known;
      }
      RobotsPolicy policy = load(url);
      parts.politeness().setDelay(url.host(), parts.delays().delay(url));
      if (policy.standing() == RobotsPolicy.Standing.UNREACHABLE) {
        leased.isUnder(policy);
        return Optional.of(policy);
      }
      recorder.recordSitemaps(url, policy);
      return Optional.empty();
    }

    @Override
    public void giveBack(LeasedUrl url) {
      frontier.giveBack(url);
    }

    @Override
    public void refuse(LeasedUrl url, Fetch.Refused refused) {
      url.ended(refused);
      if (refused.retryAfter() != null) {
        parts.politeness().pause(url.lease().url().host(), refused.retryAfter());
      }
      frontier.setProcessed(url);
    }

    @Override
    public void broke(LeasedUrl url, Throwable e) {
      url.ended(
          new Fetch.Failed(
              url.lease().url().url(),
              Instant.now(),
              0,
              0,
              "crawler: " + e,
              Fetch.Again.LATER,
              null));
      frontier.setProcessed(url);
    }

    private RobotsPolicy load(CrawlUrl url) throws InterruptedException {
      List<Fetch> fetches = new ArrayList<>();
      Duration asked = null;
      try {
        RobotsPolicy policy = robots.load(url.url(), fetches::add);
        asked = policy.crawlDelay();
        return policy;
      } finally {
        for (Fetch fetch : fetches) {
          boolean ofHost = fetch.url().authority().equals(url.host());
          recorder.recordAside(fetch, url.seed(), ofHost ? asked : null);
        }
      }
    }
  }
}
