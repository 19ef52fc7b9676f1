package org.peykare.corpus.topology;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.jspecify.annotations.Nullable;
import org.peykare.corpus.page.PageProcessor;
import org.peykare.formats.topic.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The running stream.
public final class CorpusStream implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CorpusStream.class);

  /// How long Kafka may be silent while the stream starts.
  private static final Duration SILENCE = Duration.ofMinutes(2);

  private static final Duration NOTE = Duration.ofSeconds(30);

  private final KafkaStreams streams;
  private final Progress progress;
  private final Lag lag;
  private final LocalState local;
  private final CountDownLatch settled = new CountDownLatch(1);
  private volatile @Nullable Throwable failure;
  private volatile Map<Integer, Map<String, Long>> seen = Map.of();

  private CorpusStream(
      KafkaStreams streams, String bootstrapServers, StreamSettings settings, LocalState local) {
    this.streams = streams;
    this.local = local;
    this.progress = new Progress(bootstrapServers, settings);
    this.lag = new Lag(bootstrapServers, settings);
  }

  /// Starts the stream and waits until it runs: as long as it takes to restore the local state.
  /// Damaged local state is set aside and restored.
  ///
  /// @throws IllegalStateException when it cannot start; the message says why
  public static CorpusStream start(
      PageProcessor processor, String bootstrapServers, StreamSettings settings) {
    int partitions = partitions(bootstrapServers);
    LocalState local = new LocalState(settings);
    local.setAside();
    try {
      return start(processor, partitions, bootstrapServers, settings, local);
    } catch (RuntimeException e) {
      if (LocalState.isDamage(e)) {
        local.condemn();
      }
      if (local.setAside()) {
        return start(processor, partitions, bootstrapServers, settings, local);
      }
      throw e;
    }
  }

  private static CorpusStream start(
      PageProcessor processor,
      int partitions,
      String bootstrapServers,
      StreamSettings settings,
      LocalState local) {
    KafkaStreams streams =
        new KafkaStreams(
            CorpusTopology.of(processor, partitions), settings.toProperties(bootstrapServers));
    CorpusStream stream = new CorpusStream(streams, bootstrapServers, settings, local);
    try {
      stream.run(bootstrapServers);
      return stream;
    } catch (RuntimeException e) {
      stream.close();
      throw e;
    }
  }

  private void run(String bootstrapServers) {
    streams.setUncaughtExceptionHandler(e -> {
      failure = e;
      if (LocalState.isDamage(e)) {
        local.condemn();
      }
      LOG.error("The corpus stream failed; restart it when the cause is gone", e);
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    });
    streams.setStateListener((state, _) -> {
      if (state == KafkaStreams.State.RUNNING || state.hasCompletedShutdown()) {
        settled.countDown();
      }
    });
    streams.start();
    try {
      awaitSettled(bootstrapServers);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the corpus stream was starting", e);
    }
    // Another worker that joins makes a running stream rebalance again: that is no failure.
    KafkaStreams.State state = streams.state();
    if (failure != null || state.isShuttingDown() || state.hasCompletedShutdown()) {
      throw new IllegalStateException(
          "Cannot start the corpus stream: it is %s; is no other process using the same state folder?"
              .formatted(state),
          failure);
    }
    LOG.info("Corpus stream running");
  }

  /// Waits until the stream runs or has ended; gives up when Kafka is silent for too long.
  private void awaitSettled(String bootstrapServers) throws InterruptedException {
    Instant answered = Instant.now();
    while (!settled.await(NOTE.toSeconds(), TimeUnit.SECONDS)) {
      if (answers(bootstrapServers)) {
        answered = Instant.now();
      } else if (answered.plus(SILENCE).isBefore(Instant.now())) {
        throw new IllegalStateException(
            "Cannot start the corpus stream: Kafka at %s has not answered for %s"
                .formatted(bootstrapServers, SILENCE),
            failure);
      }
      LOG.info("The corpus stream is starting: its state is being restored");
    }
  }

  private static boolean answers(String bootstrapServers) throws InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin.describeCluster().clusterId().get(10, TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
      LOG.debug("Kafka does not answer", e);
      return false;
    }
  }

  /// `starting`, `running`, `stopped` or `failed`.
  public String state() {
    if (failure != null) {
      return "failed";
    }
    return switch (streams.state()) {
      case CREATED, REBALANCING -> "starting";
      case RUNNING -> "running";
      case PENDING_SHUTDOWN, NOT_RUNNING -> "stopped";
      case PENDING_ERROR, ERROR -> "failed";
    };
  }

  /// Counts of the partitions that this process has, by partition and name, `lag` (records of topic
  /// `pages` that are not read yet) among them. Those last seen while partitions are moving and
  /// when the stream does not run. They may be ahead of what is committed by one commit interval.
  public Map<Integer, Map<String, Long>> figures() {
    if (streams.state() == KafkaStreams.State.RUNNING) {
      try {
        seen = current();
      } catch (InvalidStateStoreException | IllegalStateException e) {
        LOG.debug("The counts cannot be read now", e);
      }
    }
    return seen;
  }

  private Map<Integer, Map<String, Long>> current() {
    Map<Integer, Map<String, Long>> counts =
        PageLedger.counts(
            streams.store(
                StoreQueryParameters.fromNameAndType(
                    PageLedger.STORE, QueryableStoreTypes.keyValueStore())));
    Map<Integer, Long> left = lag.byPartition();
    for (int partition : partitions()) {
      Map<String, Long> named = counts.computeIfAbsent(partition, _ -> new TreeMap<>());
      if (left.containsKey(partition)) {
        named.put("lag", left.get(partition));
      }
    }
    return counts;
  }

  /// Partitions of topic `pages` that this process has.
  private Set<Integer> partitions() {
    return streams.metadataForLocalThreads().stream()
        .flatMap(thread -> thread.activeTasks().stream())
        .flatMap(task -> task.topicPartitions().stream())
        .filter(source -> source.topic().equals(Topic.PAGES.topicName()))
        .map(TopicPartition::partition)
        .collect(Collectors.toSet());
  }

  /// Why the stream failed, where it did.
  public @Nullable String problem() {
    Throwable cause = failure;
    return cause == null ? null : String.valueOf(cause.getMessage());
  }

  /// Waits until every page sent before this call has its verdict.
  ///
  /// @throws IllegalStateException when the stream has failed or stopped, or does while waiting
  public boolean awaitCaughtUp(Duration timeout) {
    return progress.awaitCaughtUp(timeout, this::requireLife);
  }

  private void requireLife() {
    String state = state();
    if (state.equals("failed")) {
      Throwable cause = failure;
      throw new IllegalStateException(
          "The corpus stream failed (%s); remove the cause and start again, it goes on where it was"
              .formatted(cause == null ? "see the log" : cause.getMessage()),
          cause);
    }
    if (state.equals("stopped")) {
      throw new IllegalStateException(
          "The corpus stream was stopped; start it again, it goes on where it was");
    }
  }

  /// Commits and stops.
  @Override
  public void close() {
    figures();
    streams.close(Duration.ofSeconds(30));
    lag.close();
  }

  private static int partitions(String bootstrapServers) {
    String topic = Topic.PAGES.topicName();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      var topics = admin.describeTopics(List.of(topic)).allTopicNames().get(60, TimeUnit.SECONDS);
      return Objects.requireNonNull(topics.get(topic)).partitions().size();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        throw new IllegalStateException(
            "Cannot start the corpus stream: topic pages is missing on %s; create the topics first"
                .formatted(bootstrapServers),
            e);
      }
      throw unreachable(bootstrapServers, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable(bootstrapServers, e);
    } catch (java.util.concurrent.TimeoutException e) {
      throw unreachable(bootstrapServers, e);
    }
  }

  private static IllegalStateException unreachable(String bootstrapServers, Exception e) {
    return new IllegalStateException(
        "Cannot start the corpus stream: Kafka at %s does not answer (%s)"
            .formatted(bootstrapServers, e.getMessage()),
        e);
  }
}
