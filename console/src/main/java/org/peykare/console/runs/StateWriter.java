package org.peykare.console.runs;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.peykare.formats.run.RunState;
import org.peykare.formats.topic.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes run states to topic `runs` without making a training wait: where the cluster is away, the
/// latest state of each run is sent again when it is back. Thread-safe.
final class StateWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StateWriter.class);
  private static final Duration LAST = Duration.ofSeconds(5);

  private final KafkaProducer<byte[], byte[]> producer;
  private final Map<String, RunState> latest = new ConcurrentHashMap<>();
  private final Map<String, RunState> failed = new ConcurrentHashMap<>();

  StateWriter(String bootstrapServers) {
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "acks",
                "all",
                "max.block.ms",
                "2000",
                "compression.type",
                Topic.RUNS.compression()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  void write(RunState state) {
    latest.put(state.id(), state);
    failed.remove(state.id());
    try {
      producer.send(
          new ProducerRecord<>(
              Topic.RUNS.topicName(),
              state.id().getBytes(StandardCharsets.UTF_8),
              RunState.CODEC.toBytes(state)),
          (_, problem) -> {
            if (problem != null) {
              failed(state, problem);
            }
          });
    } catch (KafkaException e) {
      failed(state, e);
    }
  }

  /// Sends again what could not be stored and was not replaced since.
  void again() {
    failed.forEach((id, state) -> {
      if (state.equals(latest.get(id))) {
        write(state);
      } else {
        failed.remove(id, state);
      }
    });
  }

  /// Waits until what was written is stored, or cannot be.
  void flush() {
    producer.flush();
  }

  private void failed(RunState state, Exception problem) {
    LOG.warn(
        "The state of run {} could not be stored and will be sent again: {}",
        state.id(),
        problem.toString());
    failed.put(state.id(), state);
  }

  @Override
  public void close() {
    producer.close(LAST);
  }
}
