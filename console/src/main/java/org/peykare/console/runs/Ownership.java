package org.peykare.console.runs;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Utils;
import org.peykare.formats.topic.Topic;

/// Which keys of topic `commands` this process is in charge of: those in the partitions that it has
/// as a member of a consumer group. It reads nothing through it; its partitions are paused.
///
/// Used by one thread, but for [#holds].
final class Ownership implements AutoCloseable {
  private static final String GROUP = "peykare-trainer";

  /// A member that is silent for this long is taken for dead, and the others take over.
  private static final Duration SILENCE = Duration.ofSeconds(10);

  private static final Duration HEARTBEAT = Duration.ofSeconds(2);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Set<Integer> partitions = ConcurrentHashMap.newKeySet();
  private final int partitionCount;

  /// Is told of changes, in the thread that polls.
  interface Listener {
    /// Partitions were added.
    void gained();

    /// These partitions go to another process when this returns.
    void leaving(Set<Integer> partitions);

    /// These partitions went to another process already.
    void lost(Set<Integer> partitions);
  }

  Ownership(String bootstrapServers, Listener listener) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "group.id",
                GROUP,
                "enable.auto.commit",
                "false",
                "auto.offset.reset",
                "earliest",
                "session.timeout.ms",
                Long.toString(SILENCE.toMillis()),
                "heartbeat.interval.ms",
                Long.toString(HEARTBEAT.toMillis()),
                "partition.assignment.strategy",
                CooperativeStickyAssignor.class.getName()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    partitionCount = consumer.partitionsFor(Topic.COMMANDS.topicName()).size();
    consumer.subscribe(List.of(Topic.COMMANDS.topicName()), rebalance(listener));
  }

  private ConsumerRebalanceListener rebalance(Listener listener) {
    return new ConsumerRebalanceListener() {
      @Override
      public void onPartitionsAssigned(Collection<TopicPartition> added) {
        consumer.pause(added);
        if (!added.isEmpty()) {
          partitions.addAll(numbers(added));
          listener.gained();
        }
      }

      @Override
      public void onPartitionsRevoked(Collection<TopicPartition> leaving) {
        listener.leaving(numbers(leaving));
        partitions.removeAll(numbers(leaving));
      }

      @Override
      public void onPartitionsLost(Collection<TopicPartition> gone) {
        partitions.removeAll(numbers(gone));
        listener.lost(numbers(gone));
      }
    };
  }

  private static Set<Integer> numbers(Collection<TopicPartition> partitions) {
    return partitions.stream().map(TopicPartition::partition).collect(Collectors.toSet());
  }

  /// Stays a member, and waits up to `wait`.
  void poll(Duration wait) {
    consumer.poll(wait);
  }

  /// The partition of a key, by the default partitioner of Kafka's Java client.
  int partition(String key) {
    return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % partitionCount;
  }

  /// Whether this process is in charge of `key`.
  boolean holds(String key) {
    return partitions.contains(partition(key));
  }

  @Override
  public void close() {
    consumer.close();
  }
}
