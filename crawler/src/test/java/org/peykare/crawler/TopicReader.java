package org.peykare.crawler;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.peykare.formats.fetch.FetchEvent;
import org.peykare.formats.topic.Topic;

/// Reads whole topics.
public final class TopicReader {
  private TopicReader() {}

  public record Entry(String key, byte[] value) {}

  public static List<Entry> read(String bootstrapServers, Topic topic) {
    List<Entry> entries = new ArrayList<>();
    Map<String, Object> settings =
        Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed");
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.topicName()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(record ->
                entries.add(
                    new Entry(new String(record.key(), StandardCharsets.UTF_8), record.value())));
      }
    }
    return entries;
  }

  public static List<FetchEvent> events(String bootstrapServers) {
    return read(bootstrapServers, Topic.FETCHES).stream()
        .map(entry -> FetchEvent.CODEC.fromBytes(entry.value()))
        .toList();
  }
}
