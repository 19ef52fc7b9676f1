package org.peykare.crawler;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.peykare.crawler.fetch.FetchRequest;
import org.peykare.crawler.fetch.Fetcher;
import org.peykare.crawler.fetch.FetchesTopic;
import org.peykare.crawler.fetch.PoliteFetcher;
import org.peykare.crawler.fetch.Politeness;
import org.peykare.crawler.frontier.Frontier;
import org.peykare.crawler.frontier.FrontierConfig;
import org.peykare.crawler.frontier.FrontierCounts;
import org.peykare.crawler.frontier.UrlsTopic;
import org.peykare.crawler.loop.CrawlLoop;
import org.peykare.crawler.loop.HostDelays;
import org.peykare.crawler.robots.RobotsCache;
import org.peykare.crawler.seed.Seed;
import org.peykare.crawler.seed.SeedWatch;
import org.peykare.crawler.status.ClusterWatch;
import org.peykare.crawler.status.StatusWriter;
import org.peykare.crawler.url.CrawlUrl;
import org.peykare.crawler.url.Scope;
import org.peykare.crawler.warc.PagesTopic;
import org.peykare.crawler.warc.WarcFileWriter;
import org.peykare.formats.fetch.FetchEvent.Outcome;
import org.peykare.formats.run.CrawlOrder;
import org.peykare.formats.status.RoleStatus;
import org.peykare.formats.topic.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running crawler: takes seeds from topic `seeds`, fetches what belongs to them, politely, and
/// puts every page into topic `pages` and every attempt into topic `fetches`.
///
/// ```java
/// try (Crawler crawler = Crawler.open(config)) {
///   crawler.start();
///   crawler.awaitIdle(Duration.ofHours(1));
/// }
/// ```
public final class Crawler implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Crawler.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final String ROLE = "crawler";
  private static final String SEEDS_POSITION = "seeds_position";
  private static final String NODE = node();

  /// Seeds of whose budgets the other crawlers are told at most.
  private static final int BUDGETS_TOLD = 2_000;

  private final CrawlConfig config;
  private final KafkaProducer<byte[], byte[]> producer;
  private final PagesTopic pages;
  private final UrlsTopic urls;
  private final Politeness politeness;
  private final Fetcher fetcher;
  private final Frontier frontier;
  private final CrawlLoop loop;
  private final @Nullable WarcFileWriter files;
  private final AtomicReference<Scope> scope = new AtomicReference<>(new Scope(List.of()));
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final long opened = System.nanoTime();
  private @Nullable SeedWatch seeds;
  private final Pauses pauses = new Pauses();
  private @Nullable StatusWriter writer;
  private @Nullable ClusterWatch cluster;
  private boolean closed;

  private Crawler(CrawlConfig config) {
    this.config = config;
    files =
        config.warcDir() == null
            ? null
            : new WarcFileWriter(config.warcDir(), config.fetch().product());
    producer = producer(config.bootstrapServers());
    pages = new PagesTopic(config.bootstrapServers());
    urls = new UrlsTopic(producer, this::failed);
    politeness = new Politeness(config.defaultDelay());
    fetcher = new Fetcher(config.fetch());
    PoliteFetcher polite =
        new PoliteFetcher(fetcher, politeness, config.retryBackoff().multipliedBy(3));
    RobotsCache robots =
        new RobotsCache(config.fetch().robotsToken(), url -> polite.fetch(FetchRequest.of(url)));
    HostDelays delays =
        new HostDelays(
            robots, politeness, fetcher, scope::get, config.fetch(), config.defaultDelay());
    frontier =
        new Frontier(
            new FrontierConfig(
                config.bootstrapServers(),
                config.stateDir(),
                config.applicationId(),
                config.instanceId(),
                config.sessionTimeout(),
                config.maxPages(),
                config.retryBackoff().multipliedBy(4)),
            delays,
            new ScopeRules(scope::get));
    loop =
        new CrawlLoop(
            new CrawlLoop.Settings(
                config.threads(),
                config.retryBackoff(),
                config.stateDir().resolve("crawler4j"),
                config.fetch()),
            new CrawlLoop.Parts(
                frontier,
                politeness,
                fetcher,
                polite,
                robots,
                delays,
                urls,
                new FetchesTopic(producer),
                pages,
                files,
                scope::get,
                this::failed));
  }

  /// Opens a crawler on its state; nothing is fetched before [#start].
  ///
  /// @throws IllegalStateException when the cluster cannot be reached or a topic is missing
  public static Crawler open(CrawlConfig config) {
    checkTopics(config.bootstrapServers());
    return new Crawler(
        config.instanceId().equals(CrawlConfig.OWN_NAME)
            ? config.edit().instanceId(InstanceId.in(config.stateDir())).build()
            : config);
  }

  /// Starts fetching; returns at once.
  public synchronized void start() {
    if (seeds != null || closed) {
      throw new IllegalStateException("Cannot start a crawler twice");
    }
    frontier.start();
    loop.start();
    seeds = SeedWatch.start(config.bootstrapServers(), this::seedsChanged, this::failed);
    cluster =
        ClusterWatch.start(
            config.bootstrapServers(),
            ROLE,
            config.instanceId(),
            new ClusterWatch.Listener() {
              @Override
              public void ordered(CrawlOrder.Wanted wanted) {
                pauses.ordered(wanted);
                applyPauses();
              }

              @Override
              public void heard(List<RoleStatus> others) {
                frontier.elsewhere(others, SEEDS_POSITION);
              }
            },
            this::failed);
    writer = StatusWriter.start(config.bootstrapServers(), this::roleStatus);
    log.info("Crawler {} started on {}", config.instanceId(), config.bootstrapServers());
  }

  /// Stops giving out URLs; what is in flight ends.
  public void pause() {
    pauses.here();
    applyPauses();
  }

  /// Goes on after [#pause].
  public void resume() {
    pauses.goOnHere();
    applyPauses();
  }

  /// Stops giving out URLs until [#release], because the process needs it: for example while the
  /// disk is nearly full.
  ///
  /// @param state what the status is to say, in one lower-case word: `low-disk`
  /// @param message why, for people
  public void hold(String state, String message) {
    pauses.hold(new Pauses.Hold(state, message));
    applyPauses();
  }

  /// Goes on after [#hold].
  public void release() {
    pauses.hold(null);
    applyPauses();
  }

  /// What has been done and is to do.
  public CrawlStatus status() {
    Frontier.Figures figures = frontier.figures();
    FrontierCounts counts = figures.counts();
    long gap = politeness.shortestGap();
    return new CrawlStatus(
        state(),
        counts.of(Outcome.FETCHED),
        counts.of(Outcome.NOT_MODIFIED),
        counts.of(Outcome.REDIRECTED),
        counts.of(Outcome.REFUSED),
        counts.of(Outcome.FAILED),
        counts.of(Outcome.NOT_STORED),
        Math.max(0, figures.fresh() - figures.inFlight()),
        figures.waiting(),
        figures.inFlight(),
        figures.hosts(),
        scope.get().size(),
        gap == Long.MAX_VALUE ? null : gap / 1e6,
        Duration.ofNanos(System.nanoTime() - opened));
  }

  /// Waits until nothing never-fetched is due or in flight, or the page limit is reached; false
  /// when `timeout` passed first.
  ///
  /// @throws IllegalStateException when the crawler failed
  public boolean awaitIdle(Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    int idle = 0;
    while (System.nanoTime() - deadline < 0) {
      Throwable cause = error();
      if (cause != null) {
        throw new IllegalStateException("The crawler failed: " + cause.getMessage(), cause);
      }
      // Seen twice, so that nothing slips through between two looks.
      idle = isIdle() ? idle + 1 : 0;
      if (idle == 2) {
        return true;
      }
      Thread.sleep(POLL);
    }
    return false;
  }

  /// Stops: what is in flight ends or stays queued, nothing is lost.
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    closeParts();
    log.info("Crawler {} closed", config.instanceId());
  }

  /// What was fetched reaches its topic before the topic's writer is closed; one part that cannot
  /// be closed keeps none of the others open.
  private void closeParts() {
    List<AutoCloseable> parts = new ArrayList<>();
    if (seeds != null) {
      parts.add(seeds);
      parts.add(loop);
    }
    if (cluster != null) {
      parts.add(cluster);
    }
    parts.add(pages);
    parts.add(urls);
    parts.add(() -> producer.close(Duration.ofSeconds(20)));
    StatusWriter last = writer;
    if (last != null) {
      parts.add(() -> last.end(roleStatus("stopped", null)));
      parts.add(last);
    }
    parts.add(frontier);
    parts.add(fetcher);
    if (files != null) {
      parts.add(files);
    }
    IllegalStateException failed = new IllegalStateException("A part of the crawler did not close");
    boolean interrupted = false;
    for (AutoCloseable part : parts) {
      interrupted |= Thread.interrupted();
      try {
        part.close();
      } catch (Exception e) {
        failed.addSuppressed(e);
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (failed.getSuppressed().length > 0) {
      throw failed;
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private CrawlStatus.State state() {
    if (isClosed()) {
      return CrawlStatus.State.CLOSED;
    }
    if (error() != null) {
      return CrawlStatus.State.FAILED;
    }
    if (pauses.reason().isPresent()) {
      return CrawlStatus.State.PAUSED;
    }
    if (!pauses.isReady() || !frontier.isRunning()) {
      return CrawlStatus.State.STARTING;
    }
    return isIdle() ? CrawlStatus.State.IDLE : CrawlStatus.State.CRAWLING;
  }

  private boolean isIdle() {
    SeedWatch watch = seeds;
    return watch != null
        && watch.isCaughtUp()
        && urls.pending() == 0
        && frontier.isIdle(watch.position())
        && urls.pending() == 0;
  }

  private @Nullable Throwable error() {
    Throwable own = failure.get();
    return own != null ? own : frontier.error().orElse(null);
  }

  private void failed(Exception e) {
    if (failure.compareAndSet(null, e) && !isClosed()) {
      log.error("The crawler stops: it cannot go on", e);
    }
    frontier.finish();
  }

  private void seedsChanged(SortedMap<String, Seed> all, List<String> changed)
      throws InterruptedException {
    scope.set(new Scope(all.values()));
    List<CrawlUrl> start = new ArrayList<>();
    for (String id : changed) {
      Seed seed = all.get(id);
      if (seed != null) {
        CrawlUrl.startsOf(seed).forEach(start::add);
      }
    }
    CountDownLatch stored = new CountDownLatch(1);
    urls.send(start, stored::countDown);
    stored.await();
    frontier.rescan();
    pauses.seeded();
    applyPauses();
  }

  private synchronized void applyPauses() {
    if (pauses.mayHandOut()) {
      frontier.resume();
    } else {
      frontier.pause();
    }
  }

  private RoleStatus roleStatus() {
    CrawlStatus.State state = state();
    Optional<Pauses.Hold> pause = pauses.reason();
    Throwable cause = error();
    return switch (state) {
      case STARTING -> roleStatus("starting", null);
      case CRAWLING -> roleStatus("running", null);
      case IDLE -> roleStatus("idle", null);
      case PAUSED ->
          roleStatus(
              pause.map(Pauses.Hold::state).orElse("paused"),
              pause.map(Pauses.Hold::message).orElse(null));
      case FAILED -> roleStatus("failed", cause == null ? null : cause.toString());
      case CLOSED -> roleStatus("stopped", null);
    };
  }

  private RoleStatus roleStatus(String state, @Nullable String message) {
    Map<String, Long> counts = frontier.counts(budgeted());
    SeedWatch watch = seeds;
    counts.put("seeds", (long) scope.get().size());
    counts.put(SEEDS_POSITION, watch == null ? 0 : watch.position());
    long gap = politeness.shortestGap();
    if (gap != Long.MAX_VALUE) {
      counts.put("shortest_gap_ms", gap / 1_000_000);
    }
    return new RoleStatus(
        ROLE,
        config.instanceId(),
        NODE,
        ProcessHandle.current().pid(),
        Instant.now(),
        state,
        message,
        counts,
        state.equals("stopped") ? List.of() : frontier.hosts());
  }

  private List<String> budgeted() {
    return scope
        .get()
        .seeds()
        .filter(seed -> seed.maxPages() > 0 || seed.maxBytes() > 0)
        .limit(BUDGETS_TOLD)
        .map(Seed::id)
        .toList();
  }

  private static String node() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  private static KafkaProducer<byte[], byte[]> producer(String bootstrapServers) {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "acks",
            "all",
            "compression.type",
            Topic.URLS.compression(),
            "linger.ms",
            5,
            "batch.size",
            64 * 1024,
            "buffer.memory",
            64L << 20,
            "max.request.size",
            Topic.MAX_RECORD_BYTES),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private static void checkTopics(String bootstrapServers) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      Set<String> existing = admin.listTopics().names().get();
      for (Topic topic :
          List.of(
              Topic.SEEDS, Topic.URLS, Topic.PAGES, Topic.FETCHES, Topic.COMMANDS, Topic.STATUS)) {
        if (!existing.contains(topic.topicName())) {
          throw new IllegalStateException(
              "Cannot open the crawler: topic %s is missing on %s; create the topics first"
                  .formatted(topic.topicName(), bootstrapServers));
        }
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "Cannot open the crawler: no answer from Kafka at %s (%s)"
              .formatted(bootstrapServers, e.getCause()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while opening the crawler", e);
    }
  }
}
