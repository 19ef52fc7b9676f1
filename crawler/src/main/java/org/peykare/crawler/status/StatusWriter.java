package org.peykare.crawler.status;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.peykare.formats.status.RoleStatus;
import org.peykare.formats.topic.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes a status every two seconds. One that cannot be written is left out: the next says it all
/// again.
public final class StatusWriter implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(StatusWriter.class);
  private static final Duration PERIOD = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final KafkaProducer<byte[], byte[]> producer;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("crawler-status").factory());

  private StatusWriter(String bootstrapServers) {
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "compression.type",
                Topic.STATUS.compression(),
                "max.block.ms",
                (int) PATIENCE.toMillis(),
                "request.timeout.ms",
                (int) PATIENCE.toMillis(),
                "delivery.timeout.ms",
                2 * (int) PATIENCE.toMillis()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /// Begins to write what `status` gives.
  public static StatusWriter start(String bootstrapServers, Supplier<RoleStatus> status) {
    StatusWriter writer = new StatusWriter(bootstrapServers);
    writer.clock.scheduleWithFixedDelay(
        () -> writer.writeQuietly(status), 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    return writer;
  }

  /// Writes `last` and no more.
  public void end(RoleStatus last) {
    stopClock();
    write(last);
  }

  @Override
  public void close() {
    stopClock();
    producer.close(PATIENCE);
  }

  private void stopClock() {
    clock.shutdownNow();
    try {
      if (!clock.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        log.debug("A status is still being written");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void writeQuietly(Supplier<RoleStatus> status) {
    try {
      write(status.get());
    } catch (RuntimeException e) {
      log.debug("A status could not be written", e);
    }
  }

  private void write(RoleStatus status) {
    String key = status.role() + "/" + status.instance();
    producer.send(
        new ProducerRecord<>(
            Topic.STATUS.topicName(),
            key.getBytes(StandardCharsets.UTF_8),
            RoleStatus.CODEC.toBytes(status)));
  }
}
