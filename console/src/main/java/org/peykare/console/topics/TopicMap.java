package org.peykare.console.topics;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.peykare.formats.topic.Topic;

/// A compacted topic as a map: the latest value of each key. What was written through it is seen by
/// the next look at it; what others write is seen within a fraction of a second. While the cluster
/// is away the map is as it was last seen. Thread-safe.
///
/// @param <V> what a value is read as
public final class TopicMap<V> implements AutoCloseable {
  private final String bootstrapServers;
  private final Topic topic;
  private final Follower<V> follower;
  private final KafkaProducer<byte[], byte[]> producer;

  private TopicMap(
      String bootstrapServers,
      Topic topic,
      Follower<V> follower,
      KafkaProducer<byte[], byte[]> producer) {
    this.bootstrapServers = bootstrapServers;
    this.topic = topic;
    this.follower = follower;
    this.producer = producer;
  }

  /// Reads a value, given its key.
  @FunctionalInterface
  public interface Reader<V> {
    /// The value of `bytes`.
    ///
    /// @throws IllegalArgumentException when the bytes are none; the record is then left out
    V read(String key, byte[] bytes);
  }

  /// Begins to follow `topic`, which must exist, on the cluster at `bootstrapServers`.
  public static <V> TopicMap<V> open(String bootstrapServers, Topic topic, Reader<V> reader) {
    Follower<V> follower = Follower.start(bootstrapServers, topic, reader);
    return new TopicMap<>(
        bootstrapServers,
        topic,
        follower,
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "acks",
                "all",
                "compression.type",
                topic.compression(),
                "max.request.size",
                Topic.MAX_RECORD_BYTES),
            new ByteArraySerializer(),
            new ByteArraySerializer()));
  }

  /// The latest value of every key, in the order of the keys. The first call waits until the topic
  /// was read to its end.
  ///
  /// @throws IllegalStateException when that takes longer than half a minute
  public SortedMap<String, V> all() {
    return follower.all();
  }

  /// The latest value of `key`.
  public Optional<V> get(String key) {
    return Optional.ofNullable(all().get(key));
  }

  /// Returns when [#all] shows what anyone stored before this call.
  public void catchUp() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      String name = topic.topicName();
      Map<TopicPartition, OffsetSpec> latest =
          admin.describeTopics(List.of(name)).allTopicNames().get().values().stream()
              .flatMap(described -> described.partitions().stream())
              .collect(
                  Collectors.toMap(
                      partition -> new TopicPartition(name, partition.partition()),
                      _ -> OffsetSpec.latest()));
      Map<Integer, Long> ends = new LinkedHashMap<>();
      admin
          .listOffsets(latest)
          .all()
          .get()
          .forEach((partition, end) -> ends.put(partition.partition(), end.offset()));
      follower.awaitRead(ends);
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "Cannot read topic %s: %s".formatted(topic.topicName(), e.getCause()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while reading topic " + topic.topicName(), e);
    }
  }

  /// Sets the value of `key`; returns when it is stored and [#all] shows it.
  public void put(String key, byte[] value) {
    putAll(Map.of(key, value));
  }

  /// Sets values; returns when they are stored and [#all] shows them.
  public void putAll(Map<String, byte[]> values) {
    await(values.entrySet().stream().map(e -> send(e.getKey(), e.getValue())).toList());
  }

  /// Removes `key`; returns when that is stored and [#all] shows it.
  public void remove(String key) {
    await(List.of(send(key, null)));
  }

  @Override
  public void close() {
    producer.close();
    follower.close();
  }

  private Future<RecordMetadata> send(String key, byte @Nullable [] value) {
    return producer.send(
        new ProducerRecord<>(topic.topicName(), key.getBytes(StandardCharsets.UTF_8), value));
  }

  private void await(List<Future<RecordMetadata>> sent) {
    Map<Integer, Long> ends = new LinkedHashMap<>();
    for (Future<RecordMetadata> one : sent) {
      try {
        RecordMetadata stored = one.get();
        ends.merge(stored.partition(), stored.offset() + 1, Math::max);
      } catch (ExecutionException e) {
        throw new IllegalStateException(
            "Cannot write to topic %s: %s".formatted(topic.topicName(), e.getCause()), e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(
            "Interrupted while writing to topic " + topic.topicName(), e);
      }
    }
    follower.awaitRead(ends);
  }
}
