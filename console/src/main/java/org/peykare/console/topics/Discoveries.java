package org.peykare.console.topics;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.peykare.crawler.frontier.UrlsRecord;
import org.peykare.crawler.url.CrawlUrl;
import org.peykare.formats.topic.Topic;
import org.peykare.formats.url.UrlNormalForm;

/// How a URL was found, read from topic `urls`, which keeps it for some days.
public final class Discoveries {
  /// More than these say nothing new.
  private static final int MOST = 10;

  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration STALLED = Duration.ofSeconds(30);

  /// One record that names the URL.
  ///
  /// @param at when it was written
  /// @param kind `page`, `sitemap` or `feed`: what it was named as
  /// @param depth links from a start URL
  /// @param seed id of the seed
  /// @param by the page of its own host that names it; null where another host or a seed does
  public record Found(Instant at, String kind, int depth, String seed, @Nullable String by) {}

  private final String bootstrapServers;

  /// The discoveries on the cluster at `bootstrapServers`.
  public Discoveries(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /// The first records that name `url`, oldest first.
  public List<Found> of(UrlNormalForm url) {
    List<Found> found = new ArrayList<>();
    byte[] host = url.authority().getBytes(StandardCharsets.UTF_8);
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "enable.auto.commit",
            "false",
            "max.partition.fetch.bytes",
            Topic.MAX_RECORD_BYTES);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      String topic = Topic.URLS.topicName();
      int partitions = consumer.partitionsFor(topic).size();
      TopicPartition at =
          new TopicPartition(topic, BuiltInPartitioner.partitionForKey(host, partitions));
      consumer.assign(List.of(at));
      consumer.seekToBeginning(List.of(at));
      long end = consumer.endOffsets(List.of(at)).getOrDefault(at, 0L);
      long lastProgress = System.nanoTime();
      while (found.size() < MOST && consumer.position(at) < end) {
        for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
          lastProgress = System.nanoTime();
          if (java.util.Arrays.equals(each.key(), host) && found.size() < MOST) {
            look(each, url, found);
          }
        }
        if (System.nanoTime() - lastProgress > STALLED.toNanos()) {
          throw new IllegalStateException(
              "Cannot read topic urls: nothing came for " + STALLED.toSeconds() + " s");
        }
      }
    }
    return found;
  }

  private static void look(
      ConsumerRecord<byte[], byte[]> record, UrlNormalForm url, List<Found> found) {
    UrlsRecord read = UrlsRecord.fromBytes(record.value());
    String by = read instanceof UrlsRecord.Outcome outcome ? outcome.url().toString() : null;
    for (CrawlUrl named : read.found()) {
      if (named.url().toString().equals(url.toString())) {
        found.add(
            new Found(
                Instant.ofEpochMilli(record.timestamp()),
                named.kind().name().toLowerCase(java.util.Locale.ROOT),
                named.depth(),
                named.seed(),
                by));
      }
    }
  }
}
