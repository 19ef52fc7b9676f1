package org.peykare.corpus.status;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.peykare.formats.status.RoleStatus;
import org.peykare.formats.topic.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes a status every two seconds, and a last one when it is closed. A status that cannot be
/// written is lost, nothing else: the next one says it all again.
public final class StatusReporter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StatusReporter.class);
  private static final Duration PERIOD = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Supplier<RoleStatus> status;
  private final KafkaProducer<String, byte[]> producer;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("corpus-status").factory());

  private StatusReporter(String bootstrapServers, Supplier<RoleStatus> status) {
    this.status = status;
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "compression.type",
            Topic.STATUS.compression(),
            "max.block.ms",
            (int) PATIENCE.toMillis() / 2,
            "request.timeout.ms",
            (int) PATIENCE.toMillis() / 2,
            "delivery.timeout.ms",
            (int) PATIENCE.toMillis());
    this.producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  /// Begins to report what `status` gives, at once.
  public static StatusReporter start(String bootstrapServers, Supplier<RoleStatus> status) {
    StatusReporter reporter = new StatusReporter(bootstrapServers, status);
    reporter.clock.scheduleAtFixedRate(
        reporter::report, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    return reporter;
  }

  private void report() {
    try {
      RoleStatus now = status.get();
      producer
          .send(
              new ProducerRecord<>(
                  Topic.STATUS.topicName(),
                  now.role() + "/" + now.instance(),
                  RoleStatus.CODEC.toBytes(now)))
          .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      LOG.debug("A status could not be written", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Writes the last status.
  @Override
  public void close() {
    clock.shutdown();
    try {
      if (clock.awaitTermination(2 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        report();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      producer.close(PATIENCE);
    }
  }
}
