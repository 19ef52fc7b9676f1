package org.peykare.crawler.warc;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.peykare.formats.topic.Topic;
import org.peykare.formats.url.UrlNormalForm;

/// Puts WARC records into topic `pages`.
public final class PagesTopic implements AutoCloseable {
  private final KafkaProducer<byte[], byte[]> producer;

  /// The topic on the cluster at `bootstrapServers`.
  public PagesTopic(String bootstrapServers) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, Topic.PAGES.compression());
    settings.put(ProducerConfig.COMPRESSION_ZSTD_LEVEL_CONFIG, 1);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L << 20);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.MAX_RECORD_BYTES);
    producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /// Sends a record; `sent` is called when it is stored or could not be.
  public void send(UrlNormalForm url, byte[] record, Callback sent) {
    producer.send(
        new ProducerRecord<>(
            Topic.PAGES.topicName(), url.toString().getBytes(StandardCharsets.UTF_8), record),
        sent);
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(20));
  }
}
