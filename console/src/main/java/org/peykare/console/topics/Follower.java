package org.peykare.console.topics;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.peykare.formats.topic.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows a compacted topic on a thread of its own. Where the cluster cannot be read it begins
/// anew, from the beginning of the topic; until it is at the end again, the map stays as it was.
final class Follower<V> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration AGAIN = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration GRACE = Duration.ofSeconds(3);

  private final String bootstrapServers;
  private final Topic topic;
  private final TopicMap.Reader<V> reader;
  private final Thread thread;

  // Guarded by this.
  private SortedMap<String, V> all = new TreeMap<>();
  private Map<Integer, Long> positions = Map.of();
  private @Nullable KafkaConsumer<byte[], byte[]> consumer;
  private @Nullable String trouble;
  private boolean readOnce;
  private boolean closed;

  private Follower(String bootstrapServers, Topic topic, TopicMap.Reader<V> reader) {
    this.bootstrapServers = bootstrapServers;
    this.topic = topic;
    this.reader = reader;
    this.thread =
        Thread.ofPlatform().daemon().name("follow-" + topic.topicName()).unstarted(this::run);
  }

  static <V> Follower<V> start(String bootstrapServers, Topic topic, TopicMap.Reader<V> reader) {
    Follower<V> follower = new Follower<>(bootstrapServers, topic, reader);
    follower.thread.start();
    return follower;
  }

  synchronized SortedMap<String, V> all() {
    await(() -> readOnce, "read");
    return new TreeMap<>(all);
  }

  /// Waits until the map holds what lies before the offsets `ends`, by partition.
  synchronized void awaitRead(Map<Integer, Long> ends) {
    await(
        () ->
            readOnce
                && ends.entrySet().stream()
                    .allMatch(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue()),
        "see what was written to");
  }

  private void await(BooleanSupplier condition, String attempt) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (closed || left <= 0) {
        throw new IllegalStateException(
            "Cannot %s topic %s on %s: %s"
                .formatted(
                    attempt,
                    topic.topicName(),
                    bootstrapServers,
                    closed ? "it was closed" : trouble == null ? "no answer from Kafka" : trouble));
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted while reading topic " + topic.topicName(), e);
      }
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      if (consumer != null) {
        consumer.wakeup();
      }
      notifyAll();
    }
    try {
      if (!thread.join(GRACE)) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!isClosed()) {
      try (KafkaConsumer<byte[], byte[]> current = consumer()) {
        follow(current);
      } catch (WakeupException | org.apache.kafka.common.errors.InterruptException closing) {
        return;
      } catch (KafkaException | IllegalStateException e) {
        troubled(e);
      }
    }
  }

  private void troubled(RuntimeException e) {
    LOG.warn("Topic {} is read again from its beginning: {}", topic.topicName(), e.getMessage());
    synchronized (this) {
      trouble = e.getMessage();
      consumer = null;
      try {
        if (!closed) {
          wait(AGAIN.toMillis());
        }
      } catch (InterruptedException stop) {
        closed = true;
      }
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    KafkaConsumer<byte[], byte[]> opened =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "enable.auto.commit",
                "false",
                "auto.offset.reset",
                "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    synchronized (this) {
      consumer = opened;
      if (closed) {
        opened.wakeup();
      }
    }
    return opened;
  }

  private void follow(KafkaConsumer<byte[], byte[]> current) {
    List<PartitionInfo> found = current.partitionsFor(topic.topicName());
    if (found == null || found.isEmpty()) {
      throw new IllegalStateException("there is no such topic");
    }
    List<TopicPartition> partitions =
        found.stream().map(info -> new TopicPartition(info.topic(), info.partition())).toList();
    current.assign(partitions);
    current.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = current.endOffsets(partitions);
    SortedMap<String, V> fresh = new TreeMap<>();
    while (!isAt(current, ends)) {
      current.poll(POLL).forEach(record -> take(record, fresh));
    }
    synchronized (this) {
      all = fresh;
      readOnce = true;
      trouble = null;
      positions(current, partitions);
    }
    while (!isClosed()) {
      var records = current.poll(POLL);
      synchronized (this) {
        records.forEach(record -> take(record, all));
        positions(current, partitions);
      }
    }
  }

  private synchronized void positions(
      KafkaConsumer<byte[], byte[]> current, List<TopicPartition> partitions) {
    Map<Integer, Long> now = new HashMap<>();
    partitions.forEach(p -> now.put(p.partition(), current.position(p)));
    positions = now;
    notifyAll();
  }

  private static boolean isAt(
      KafkaConsumer<byte[], byte[]> current, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> current.position(end.getKey()) >= end.getValue());
  }

  private void take(ConsumerRecord<byte[], byte[]> record, Map<String, V> into) {
    String key = new String(record.key(), StandardCharsets.UTF_8);
    if (record.value() == null) {
      into.remove(key);
      return;
    }
    try {
      into.put(key, reader.read(key, record.value()));
    } catch (IllegalArgumentException e) {
      LOG.warn(
          "{} in topic {} at offset {} is left out: {}",
          key,
          topic.topicName(),
          record.offset(),
          e.getMessage());
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }
}
