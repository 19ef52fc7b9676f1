package org.peykare.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.peykare.broker.EmbeddedBroker;
import org.peykare.formats.status.RoleStatus;
import org.peykare.formats.topic.Topic;

/// Topic `status` as a console reads it.
final class StatusTopic {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private StatusTopic() {}

  /// The newest status of each process.
  static Collection<RoleStatus> read(EmbeddedBroker broker) {
    Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
    Map<String, RoleStatus> newest = new TreeMap<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topic.STATUS.topicName()).stream()
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        consumer
            .poll(Duration.ofMillis(100))
            .forEach(
                record -> newest.put(record.key(), RoleStatus.CODEC.fromBytes(record.value())));
      }
    }
    return newest.values();
  }

  /// The sum over all processes, once it is as wanted.
  static CorpusStatus await(EmbeddedBroker broker, Predicate<CorpusStatus> wanted) {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (true) {
      CorpusStatus status = CorpusStatus.of(read(broker), Instant.now());
      if (wanted.test(status)) {
        return status;
      }
      assertThat(Instant.now()).as("waited long enough; last: %s", status).isBefore(deadline);
    }
  }
}
