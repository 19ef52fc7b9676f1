package org.peykare.console.node;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.peykare.formats.status.RoleStatus;
import org.peykare.formats.topic.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says on topic `status` how those roles of this process are that do not say it themselves: the
/// broker, the console, and every role that could not be started.
final class StatusBoard implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StatusBoard.class);
  private static final Duration PERIOD = Duration.ofSeconds(2);
  private static final int PATIENCE_MILLIS = 5_000;

  private final Supplier<List<Note>> notes;
  private final String node;
  private final KafkaProducer<String, byte[]> producer;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("node-status").factory());

  /// How one role is.
  record Note(
      String role,
      String instance,
      String state,
      @Nullable String message,
      Map<String, Long> counts) {}

  private StatusBoard(String bootstrapServers, String node, Supplier<List<Note>> notes) {
    this.notes = notes;
    this.node = node;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "compression.type", Topic.STATUS.compression(),
                "max.block.ms", PATIENCE_MILLIS,
                "request.timeout.ms", PATIENCE_MILLIS,
                "delivery.timeout.ms", 2 * PATIENCE_MILLIS),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  static StatusBoard start(String bootstrapServers, String node, Supplier<List<Note>> notes) {
    StatusBoard board = new StatusBoard(bootstrapServers, node, notes);
    board.clock.scheduleWithFixedDelay(board::write, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    return board;
  }

  private void write() {
    try {
      notes.get().forEach(this::write);
    } catch (RuntimeException e) {
      LOG.debug("A status could not be written", e);
    }
  }

  private void write(Note note) {
    RoleStatus status =
        new RoleStatus(
            note.role(),
            note.instance(),
            node,
            ProcessHandle.current().pid(),
            Instant.now(),
            note.state(),
            note.message(),
            note.counts(),
            List.of());
    producer.send(
        new ProducerRecord<>(
            Topic.STATUS.topicName(),
            note.role() + "/" + note.instance(),
            RoleStatus.CODEC.toBytes(status)));
  }

  /// Writes the last statuses.
  @Override
  public void close() {
    clock.shutdown();
    try {
      clock.awaitTermination(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    write();
    producer.close(Duration.ofMillis(PATIENCE_MILLIS));
  }
}
