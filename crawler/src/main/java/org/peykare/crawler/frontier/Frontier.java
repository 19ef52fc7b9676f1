package org.peykare.crawler.frontier;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.peykare.formats.topic.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands out URLs when their turn has come.
public final class Frontier implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Frontier.class);
  private static final int SEEN_BITS = 22;

  private final Admin admin;
  private final AdminOffsets offsets;
  private final Handover handover;
  private final Tally tally = new Tally();
  private final Map<Integer, PartitionStatus> statuses = new ConcurrentHashMap<>();
  private final AtomicInteger rescans = new AtomicInteger();
  private final AtomicReference<@Nullable Throwable> error = new AtomicReference<>();
  private final CountDownLatch running = new CountDownLatch(1);
  private final KafkaStreams streams;

  /// Opens the frontier; nothing is handed out before [#resume].
  public Frontier(FrontierConfig config, Turns turns, SeedRules rules) {
    this.admin = Admin.create(Map.of("bootstrap.servers", config.bootstrapServers()));
    this.offsets = new AdminOffsets(admin, config.applicationId());
    Budgets budgets = new Budgets(rules, tally);
    this.handover = new Handover(turns, budgets, tally, config.maxPages());
    HostQueues.SharedParts parts =
        new HostQueues.SharedParts(handover, new SeenCache(SEEN_BITS), tally, budgets, turns);
    FrontierProcessor.Shared shared =
        new FrontierProcessor.Shared(parts, offsets, statuses, rescans, config.idleHorizon());
    this.streams = new KafkaStreams(FrontierTopology.build(shared), settings(config));
    streams.setUncaughtExceptionHandler(this::failed);
    streams.setStateListener((state, _) -> {
      if (state == KafkaStreams.State.RUNNING || state == KafkaStreams.State.ERROR) {
        running.countDown();
      }
    });
  }

  /// Figures of the moment.
  ///
  /// @param counts attempts by how they ended
  /// @param fresh URLs never fetched that wait for their turn
  /// @param waiting URLs that wait for a time of their own
  /// @param hosts hosts with URLs that wait for their turn
  /// @param inFlight URLs with a worker
  public record Figures(
      FrontierCounts counts, long fresh, long waiting, long hosts, long inFlight) {}

  /// Starts the stream.
  public void start() {
    streams.start();
  }

  /// Waits until the state is restored; false when `timeout` passed first.
  public boolean awaitRunning(Duration timeout) throws InterruptedException {
    return running.await(timeout.toNanos(), TimeUnit.NANOSECONDS) && error().isEmpty();
  }

  /// The next URL whose turn has come; waits for one up to `wait`, then null. The caller ends the
  /// lease with [#done] or [#giveBack].
  public @Nullable Lease take(Duration wait) throws InterruptedException {
    return handover.take(wait);
  }

  /// The fetch is over and its outcome on its way to topic `urls`: the host is free.
  public void done(Lease lease) {
    handover.done(lease);
  }

  /// The URL was not fetched: it is its host's next.
  public void giveBack(Lease lease) {
    handover.giveBack(lease);
  }

  /// Hands out no more until [#resume].
  public void pause() {
    handover.pause();
  }

  /// Hands out.
  public void resume() {
    handover.resume();
  }

  /// Hands out no more for good: every wait ends.
  public void finish() {
    handover.finish();
  }

  /// Whether nothing more is handed out.
  public boolean isFinished() {
    return handover.isFinished();
  }

  /// The seeds have changed: URLs that had no seed may have one now.
  public void rescan() {
    rescans.incrementAndGet();
  }

  /// Figures of the moment.
  public Figures figures() {
    long fresh = 0;
    long waiting = 0;
    long hosts = 0;
    for (PartitionStatus status : statuses.values()) {
      fresh += status.fresh();
      waiting += status.waiting();
      hosts += status.hosts();
    }
    return new Figures(
        tally.own().values().stream().reduce(FrontierCounts.NONE, FrontierCounts::plus),
        fresh,
        waiting,
        hosts,
        handover.busy());
  }

  /// Whether every partition hands out.
  public boolean isOpen() {
    return streams.state() == KafkaStreams.State.RUNNING
        && !statuses.isEmpty()
        && statuses.values().stream()
            .allMatch(status -> status.phase() == PartitionStatus.Phase.OPEN);
  }

  /// Whether nothing never-fetched is due, in flight or on its way, or the crawl has all its pages.
  public boolean isIdle() {
    if (!isOpen() || handover.outstanding() > 0 || handover.busy() > 0) {
      return false;
    }
    if (handover.hasAllPages()) {
      return true;
    }
    // What was sent before this moment lies before these ends; only after it is taken in can the
    // figures say that there is nothing more.
    Map<Integer, Long> ends = offsets.ends(statuses.keySet());
    Map<Integer, PartitionStatus> now = new TreeMap<>(statuses);
    return now.keySet().equals(ends.keySet())
        && now.entrySet().stream()
            .allMatch(entry -> isQuiet(entry.getValue(), ends.get(entry.getKey())))
        && handover.outstanding() == 0
        && handover.busy() == 0;
  }

  /// What stopped the stream, if anything did.
  public Optional<Throwable> error() {
    return Optional.ofNullable(error.get());
  }

  @Override
  public void close() {
    handover.finish();
    streams.close(Duration.ofSeconds(20));
    admin.close(Duration.ofSeconds(5));
  }

  private boolean isQuiet(PartitionStatus status, @Nullable Long end) {
    return end != null
        && status.position() >= end
        && status.rescans() == rescans.get()
        && status.work() == PartitionStatus.Work.NONE;
  }

  private StreamThreadExceptionResponse failed(Throwable e) {
    log.error("The frontier stopped", e);
    error.set(e);
    handover.finish();
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  private static Properties settings(FrontierConfig config) {
    Properties p = new Properties();
    p.put(StreamsConfig.APPLICATION_ID_CONFIG, config.applicationId());
    p.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
    p.put(StreamsConfig.STATE_DIR_CONFIG, config.stateDir().toString());
    p.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    p.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, "500");
    p.put(StreamsConfig.POLL_MS_CONFIG, "10");
    p.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, "1");
    p.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, "0");
    p.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksSettings.class);
    p.put(
        StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG),
        Topic.URLS.compression());
    p.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
        Integer.toString(Topic.MAX_RECORD_BYTES));
    p.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    // Static membership: a restart under the same name goes on at once, without a rebalance.
    p.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
        config.applicationId() + "-" + config.instanceId());
    p.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
        Long.toString(config.sessionTimeout().toMillis()));
    return p;
  }
}
