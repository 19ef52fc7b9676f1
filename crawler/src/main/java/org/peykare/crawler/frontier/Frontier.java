package org.peykare.crawler.frontier;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
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
import org.peykare.formats.status.HostStatus;
import org.peykare.formats.status.RoleStatus;
import org.peykare.formats.topic.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands out URLs when their turn has come.
public final class Frontier implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Frontier.class);
  private static final int SEEN_BITS = 22;
  private static final Duration TRANSACTION_GRACE = Duration.ofSeconds(5);

  private final Admin admin;
  private final AdminOffsets offsets;
  private final Handover handover;
  private final Tally tally = new Tally();
  private final Map<Integer, PartitionStatus> statuses = new ConcurrentHashMap<>();
  private final AtomicInteger rescans = new AtomicInteger();
  private final AtomicReference<@Nullable Throwable> error = new AtomicReference<>();
  private volatile Map<Integer, PartitionCounts.Told> elsewhere = Map.of();
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

  /// Whether the stream runs and each partition that it has hands out.
  public boolean isRunning() {
    return streams.state() == KafkaStreams.State.RUNNING
        && statuses.values().stream()
            .allMatch(status -> status.phase() == PartitionStatus.Phase.OPEN);
  }

  /// Whether nothing never-fetched is due, in flight or on its way, in the whole crawl; or it has
  /// all its pages.
  ///
  /// @param seedsPosition how far topic `seeds` is read; other crawlers must have read as far
  public boolean isIdle(long seedsPosition) {
    if (!isRunning() || handover.outstanding() > 0 || handover.busy() > 0) {
      return false;
    }
    if (handover.hasAllPages()) {
      return true;
    }
    // A partition that is quiet stays so until a record comes, and what is in flight anywhere keeps
    // its partition from being quiet. So, where the topic ends at the positions that were told
    // before the ends were asked for, all were quiet at that moment together.
    Map<Integer, Long> positions = new HashMap<>();
    elsewhere.forEach((partition, told) -> {
      if (told.quiet() == 1 && told.seedsPosition() >= seedsPosition) {
        positions.put(partition, told.position());
      }
    });
    statuses.forEach((partition, status) -> {
      if (status.isQuiet() && status.rescans() == rescans.get()) {
        positions.put(partition, status.position());
      } else {
        positions.remove(partition);
      }
    });
    Map<Integer, Long> ends = offsets.ends();
    return ends.entrySet().stream()
            .allMatch(end -> positions.getOrDefault(end.getKey(), -1L) >= end.getValue())
        && handover.outstanding() == 0
        && handover.busy() == 0;
  }

  /// What the other crawlers say of their partitions.
  ///
  /// @param seedsPosition name of their count that says how far they have read topic `seeds`
  public void elsewhere(Collection<RoleStatus> others, String seedsPosition) {
    Map<Integer, PartitionCounts.Told> told = PartitionCounts.read(others, seedsPosition);
    Map<Integer, Long> pages = new HashMap<>();
    Map<Integer, Map<String, FrontierCounts>> bySeed = new HashMap<>();
    told.forEach((partition, counts) -> {
      pages.put(partition, counts.pages());
      bySeed.put(partition, counts.bySeed());
    });
    tally.elsewhere(pages, bySeed);
    elsewhere = told;
  }

  /// The counts of the own partitions together and one by one, by the names of topic `status`.
  ///
  /// @param budgeted seeds that have a budget
  public Map<String, Long> counts(Collection<String> budgeted) {
    Map<String, Long> counts = PartitionCounts.write(statuses, tally, budgeted);
    Figures figures = figures();
    counts.putAll(PartitionCounts.named(figures.counts()));
    counts.put("queued", Math.max(0, figures.fresh() - figures.inFlight()));
    counts.put("waiting", figures.waiting());
    counts.put("in_flight", figures.inFlight());
    counts.put("hosts", figures.hosts());
    return counts;
  }

  /// The hosts that say most about the crawl, at most [RoleStatus#HOSTS], as they were up to two
  /// seconds ago.
  public List<HostStatus> hosts() {
    return statuses.values().stream()
        .flatMap(status -> status.hostStatuses().stream())
        .sorted(
            Comparator.comparingInt((HostStatus host) ->
                    switch (host.state()) {
                      case FETCHING -> 0;
                      case BACKING_OFF -> 1;
                      case READY, WAITING, BUDGET_SPENT, PAUSED -> 2;
                    })
                .thenComparing(HostStatus::queued, Comparator.reverseOrder()))
        .limit(RoleStatus.HOSTS)
        .toList();
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
    // One request at a time: were the first of several refused for a moment, by a partition just
    // made or a broker short of breath, the next would come out of sequence.
    p.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), "1");
    // A transaction outlives its crawler's session, so that a slow crawler is not thrown out while
    // its partitions are its own; others wait for the end of a dead one's last transaction.
    p.put(
        StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
        Long.toString(config.sessionTimeout().plus(TRANSACTION_GRACE).toMillis()));
    // Partitions move at once to a crawler that joins, unless they are large: then when their state
    // has been copied there.
    p.put(StreamsConfig.ACCEPTABLE_RECOVERY_LAG_CONFIG, "1000000");
    p.put(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, "60000");
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
