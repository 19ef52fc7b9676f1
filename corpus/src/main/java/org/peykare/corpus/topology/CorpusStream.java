package org.peykare.corpus.topology;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
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
  private static final Duration START = Duration.ofMinutes(2);

  private final KafkaStreams streams;
  private final Progress progress;
  private final CountDownLatch settled = new CountDownLatch(1);
  private volatile @Nullable Throwable failure;

  private CorpusStream(KafkaStreams streams, Progress progress) {
    this.streams = streams;
    this.progress = progress;
  }

  /// Starts the stream and waits until it runs.
  ///
  /// @throws IllegalStateException when it cannot start; the message says why
  public static CorpusStream start(PageProcessor processor, StreamSettings settings) {
    int partitions = partitions(settings.bootstrapServers());
    KafkaStreams streams =
        new KafkaStreams(CorpusTopology.of(processor, partitions), settings.toProperties());
    CorpusStream stream = new CorpusStream(streams, new Progress(settings));
    try {
      stream.run();
      return stream;
    } catch (RuntimeException e) {
      stream.close();
      throw e;
    }
  }

  private void run() {
    streams.setUncaughtExceptionHandler(e -> {
      failure = e;
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
      if (!settled.await(START.toSeconds(), TimeUnit.SECONDS)
          || streams.state() != KafkaStreams.State.RUNNING) {
        throw new IllegalStateException(
            "Cannot start the corpus stream: it is %s after %s; is Kafka reachable, and is no other process using the same state folder?"
                .formatted(streams.state(), START),
            failure);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the corpus stream was starting", e);
    }
    LOG.info("Corpus stream running");
  }

  /// `starting`, `running`, `stopped` or `failed`.
  public String state() {
    return switch (streams.state()) {
      case CREATED, REBALANCING -> "starting";
      case RUNNING -> "running";
      case PENDING_SHUTDOWN, NOT_RUNNING -> failure == null ? "stopped" : "failed";
      case PENDING_ERROR, ERROR -> "failed";
    };
  }

  /// Counts of the partitions that this process owns, by name; empty while they are moving.
  public Map<String, Long> counts() {
    try {
      return PageLedger.counts(
          streams.store(
              StoreQueryParameters.fromNameAndType(
                  PageLedger.STORE, QueryableStoreTypes.keyValueStore())));
    } catch (InvalidStateStoreException e) {
      return Map.of();
    }
  }

  /// Waits until every page sent before this call has its verdict.
  public boolean awaitCaughtUp(Duration timeout) {
    return progress.awaitCaughtUp(timeout);
  }

  /// Commits and stops.
  @Override
  public void close() {
    streams.close(Duration.ofSeconds(30));
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
