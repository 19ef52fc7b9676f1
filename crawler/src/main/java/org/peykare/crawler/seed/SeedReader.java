package org.peykare.crawler.seed;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.peykare.formats.topic.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the whole topic `seeds` and keeps the latest value of each. Used by one thread at a time.
final class SeedReader implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SeedReader.class);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;
  private final SortedMap<String, Seed> seeds = new TreeMap<>();

  private SeedReader(KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
    this.consumer = consumer;
    this.partitions = partitions;
  }

  static SeedReader open(String bootstrapServers) {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", "false"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<PartitionInfo> found = consumer.partitionsFor(Topic.SEEDS.topicName());
    if (found == null || found.isEmpty()) {
      consumer.close();
      throw new IllegalStateException(
          "Cannot read seeds: topic seeds is missing on %s; create the topics first"
              .formatted(bootstrapServers));
    }
    List<TopicPartition> partitions =
        found.stream().map(info -> new TopicPartition(info.topic(), info.partition())).toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return new SeedReader(consumer, partitions);
  }

  /// Takes in what is there now.
  void readToEnd() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (!caughtUp(ends)) {
      poll(Duration.ofMillis(200));
    }
  }

  /// Whether nothing is stored that was not read.
  boolean isCaughtUp() {
    return caughtUp(consumer.endOffsets(partitions));
  }

  /// Waits for changes up to `wait`; returns the ids that changed.
  List<String> poll(Duration wait) {
    List<String> changed = new java.util.ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(wait)) {
      String id = new String(record.key(), StandardCharsets.UTF_8);
      if (take(id, record)) {
        changed.add(id);
      }
    }
    return changed;
  }

  /// How much of the topic is read: the sum of the positions.
  long position() {
    return partitions.stream().mapToLong(consumer::position).sum();
  }

  SortedMap<String, Seed> seeds() {
    return seeds;
  }

  /// Ends a wait of the reading thread; callable from any thread.
  void wakeup() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close();
  }

  private boolean take(String id, ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      return seeds.remove(id) != null;
    }
    try {
      Seed seed = Seed.CODEC.fromBytes(record.value());
      return !seed.equals(seeds.put(id, seed));
    } catch (IllegalArgumentException e) {
      log.warn("Seed {} at offset {} is left out: {}", id, record.offset(), e.getMessage());
      return false;
    }
  }

  private boolean caughtUp(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }
}
