package org.peykare.crawler.seed;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.peykare.formats.topic.Topic;

/// The compacted topic `seeds`: puts, removes and lists seeds. Running crawlers follow it.
public final class SeedsTopic implements AutoCloseable {
  private final String bootstrapServers;
  private final KafkaProducer<byte[], byte[]> producer;

  private SeedsTopic(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "acks",
                "all",
                "compression.type",
                Topic.SEEDS.compression()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /// The topic on the cluster at `bootstrapServers`.
  public static SeedsTopic open(String bootstrapServers) {
    return new SeedsTopic(bootstrapServers);
  }

  /// Adds a seed, or replaces the one with the same id; returns when it is stored.
  public void put(Seed seed) {
    putAll(List.of(seed));
  }

  /// Adds or replaces seeds; returns when all are stored.
  public void putAll(Collection<Seed> seeds) {
    seeds.stream()
        .map(seed -> send(seed.id(), Seed.CODEC.toBytes(seed)))
        .toList()
        .forEach(SeedsTopic::await);
  }

  /// Removes the seed `id`, if there is one; its pages stay, its queued URLs are no longer fetched.
  public void remove(String id) {
    await(send(id, null));
  }

  /// All seeds, ordered by id.
  public List<Seed> list() {
    try (SeedReader reader = SeedReader.open(bootstrapServers)) {
      reader.readToEnd();
      return List.copyOf(reader.seeds().values());
    }
  }

  @Override
  public void close() {
    producer.close();
  }

  private Future<RecordMetadata> send(String id, byte @Nullable [] value) {
    return producer.send(
        new ProducerRecord<>(Topic.SEEDS.topicName(), id.getBytes(StandardCharsets.UTF_8), value));
  }

  private static void await(Future<RecordMetadata> sent) {
    try {
      sent.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Cannot store a seed in topic seeds: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while storing a seed", e);
    }
  }
}
