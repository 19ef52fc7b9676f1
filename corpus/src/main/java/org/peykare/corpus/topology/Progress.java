package org.peykare.corpus.topology;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.peykare.formats.topic.Topic;

/// How far the stream is, from what it has committed: the same from any process.
///
/// A page passes topics `pages`, `claims`, `answers` and `decisions` in this order, and each commit
/// holds both what was read and what was written. So once the end that a topic had is committed,
/// the end of the next topic covers all that came of it.
final class Progress {
  private static final Duration POLL = Duration.ofMillis(25);

  private final String applicationId;
  private final Map<String, Object> cluster;

  Progress(String bootstrapServers, StreamSettings settings) {
    this.applicationId = settings.applicationId();
    this.cluster = Map.of("bootstrap.servers", bootstrapServers);
  }

  /// Waits until everything on topic `pages` now has its verdict.
  ///
  /// @param alive run now and then; what it throws ends the waiting
  boolean awaitCaughtUp(Duration timeout, Runnable alive) {
    Instant deadline = Instant.now().plus(timeout);
    try (Admin admin = Admin.create(cluster)) {
      for (String topic : topics()) {
        if (!awaitCommitted(admin, ends(admin, topic), deadline, alive)) {
          return false;
        }
      }
      return true;
    } catch (ExecutionException e) {
      throw new IllegalStateException("Cannot tell how far the corpus is: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private List<String> topics() {
    return java.util.stream.Stream.concat(
            java.util.stream.Stream.of(Topic.PAGES.topicName()),
            CorpusTopology.INTERNAL.stream()
                .map(name -> applicationId + "-" + name + "-repartition"))
        .toList();
  }

  private boolean awaitCommitted(
      Admin admin, Map<TopicPartition, Long> ends, Instant deadline, Runnable alive)
      throws ExecutionException, InterruptedException {
    while (true) {
      Map<TopicPartition, Long> left = notCommitted(admin, ends);
      if (left.isEmpty() || holdNoRecords(left, ends)) {
        return true;
      }
      alive.run();
      if (Instant.now().isAfter(deadline)) {
        return false;
      }
      Thread.sleep(POLL);
    }
  }

  private static Map<TopicPartition, Long> ends(Admin admin, String topic)
      throws ExecutionException, InterruptedException {
    var topics = admin.describeTopics(List.of(topic)).allTopicNames().get();
    var partitions = Objects.requireNonNull(topics.get(topic)).partitions();
    Map<TopicPartition, OffsetSpec> wanted =
        partitions.stream()
            .collect(
                Collectors.toMap(
                    partition -> new TopicPartition(topic, partition.partition()),
                    _ -> OffsetSpec.latest()));
    // Uncommitted: a transaction that is still open counts as sent.
    return admin
        .listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
        .all()
        .get()
        .entrySet()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
  }

  /// Partitions whose end is not committed, with what is committed of them.
  private Map<TopicPartition, Long> notCommitted(Admin admin, Map<TopicPartition, Long> ends)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin
            .listConsumerGroupOffsets(applicationId)
            .partitionsToOffsetAndMetadata(applicationId)
            .get();
    Map<TopicPartition, Long> left = new HashMap<>();
    ends.forEach((partition, end) -> {
      OffsetAndMetadata there = committed.get(partition);
      long offset = there == null ? 0 : there.offset();
      if (offset < end) {
        left.put(partition, offset);
      }
    });
    return left;
  }

  /// Between the last record committed and the end there may be nothing but transaction markers,
  /// which a group never commits by themselves.
  private boolean holdNoRecords(Map<TopicPartition, Long> left, Map<TopicPartition, Long> ends) {
    Map<String, Object> settings = new HashMap<>(cluster);
    settings.put("isolation.level", "read_committed");
    settings.put("auto.offset.reset", "earliest");
    settings.put("max.poll.records", 1);
    settings.put("fetch.max.bytes", 1);
    settings.put("max.partition.fetch.bytes", 1);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(left.keySet());
      left.forEach(consumer::seek);
      Instant until = Instant.now().plusSeconds(2);
      while (Instant.now().isBefore(until)) {
        if (!consumer.poll(POLL).isEmpty()) {
          return false;
        }
        if (left.keySet().stream()
            .allMatch(at -> consumer.position(at) >= ends.getOrDefault(at, 0L))) {
          return true;
        }
      }
      return false;
    }
  }
}
