package org.peykare.corpus.store;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.peykare.formats.topic.Topic;

/// The committed records of a topic, read partition by partition between two offsets, so that the
/// order is the same each time.
final class CommittedLog implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration STALLED = Duration.ofMinutes(2);

  private final String bootstrapServers;
  private final String topic;
  private final KafkaConsumer<String, byte[]> consumer;

  CommittedLog(String bootstrapServers, Topic topic) {
    if (bootstrapServers.isBlank()) {
      throw new IllegalStateException(
          "Cannot read topic %s: no Kafka cluster is given; set kafka.bootstrap-servers or start the platform"
              .formatted(topic.topicName()));
    }
    this.bootstrapServers = bootstrapServers;
    this.topic = topic.topicName();
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", bootstrapServers);
    settings.put("isolation.level", "read_committed");
    settings.put("auto.offset.reset", "none");
    settings.put("enable.auto.commit", "false");
    settings.put("max.partition.fetch.bytes", Topic.MAX_RECORD_BYTES);
    // The consumer reads ahead; at the end of one partition that must not hold up the next one.
    settings.put("fetch.max.wait.ms", "5");
    settings.put("default.api.timeout.ms", "30000");
    this.consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }

  /// `<cluster id>/<topic id>`: names this log among all there ever were.
  String identity() {
    return ask(admin -> {
      String cluster =
          admin.describeCluster().clusterId().get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
      var topics =
          admin
              .describeTopics(List.of(topic))
              .allTopicNames()
              .get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
      return cluster + "/" + Objects.requireNonNull(topics.get(topic)).topicId();
    });
  }

  /// The oldest offsets that are still there.
  SortedMap<Integer, Long> beginnings() {
    return offsets(OffsetSpec.earliest());
  }

  /// The ends of what is committed now.
  SortedMap<Integer, Long> ends() {
    return offsets(OffsetSpec.latest());
  }

  /// The first offset of a partition whose record was written at `time` or later.
  OptionalLong firstSince(int partition, Instant time) {
    TopicPartition at = new TopicPartition(topic, partition);
    OffsetAndTimestamp found =
        consumer.offsetsForTimes(Map.of(at, Math.max(0, time.toEpochMilli()))).get(at);
    return found == null ? OptionalLong.empty() : OptionalLong.of(found.offset());
  }

  /// The partition that the default partitioner puts `key` into.
  int partitionOf(String key) {
    byte[] bytes = key.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return org.apache.kafka.clients.producer.internals.BuiltInPartitioner.partitionForKey(
        bytes, partitions().size());
  }

  /// Reads one partition from offset `from` up to, not including, `to`.
  void read(
      int partition, long from, long to, Consumer<ConsumerRecord<String, byte[]>> eachRecord) {
    if (from >= to) {
      return;
    }
    TopicPartition at = new TopicPartition(topic, partition);
    consumer.assign(List.of(at));
    consumer.seek(at, from);
    long lastProgress = System.nanoTime();
    long position = from;
    while (position < to) {
      for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
        if (record.offset() < to) {
          eachRecord.accept(record);
        }
      }
      long now = consumer.position(at);
      if (now > position) {
        lastProgress = System.nanoTime();
      } else if (System.nanoTime() - lastProgress > STALLED.toNanos()) {
        throw new IllegalStateException(
            "Cannot read %s from offset %d to %d: nothing came for %s"
                .formatted(at, now, to, STALLED));
      }
      position = now;
    }
  }

  @Override
  public void close() {
    consumer.close();
  }

  private List<TopicPartition> partitions() {
    return consumer.partitionsFor(topic).stream()
        .map(partition -> new TopicPartition(topic, partition.partition()))
        .toList();
  }

  private SortedMap<Integer, Long> offsets(OffsetSpec which) {
    List<TopicPartition> partitions = partitions();
    return ask(admin -> {
      SortedMap<Integer, Long> offsets = new TreeMap<>();
      admin
          .listOffsets(
              partitions.stream().collect(Collectors.toMap(each -> each, _ -> which)),
              new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
          .all()
          .get(TIMEOUT.toSeconds(), TimeUnit.SECONDS)
          .forEach((partition, at) -> offsets.put(partition.partition(), at.offset()));
      return offsets;
    });
  }

  /// A question to the cluster.
  private interface Question<T> {
    T ask(Admin admin) throws ExecutionException, InterruptedException, TimeoutException;
  }

  private <T> T ask(Question<T> question) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      return question.ask(admin);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(
          "Cannot read topic %s on %s: %s".formatted(topic, bootstrapServers, e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while reading topic " + topic, e);
    }
  }
}
