package org.peykare.console.runs;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.peykare.formats.run.RunState.State;
import org.peykare.formats.status.RoleStatus;
import org.peykare.formats.topic.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says every two seconds on topic `status` what the trainer does. Used by one thread.
final class TrainerStatus implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TrainerStatus.class);
  private static final String ROLE = "trainer";
  private static final long EVERY_NANOS = 2_000_000_000L;
  private static final Duration LAST = Duration.ofSeconds(5);

  private final TrainerConfig config;
  private final KafkaProducer<byte[], byte[]> producer;
  private @Nullable Long saidAt;

  TrainerStatus(TrainerConfig config) {
    this.config = config;
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                config.bootstrapServers(),
                "max.block.ms",
                "2000",
                "compression.type",
                Topic.STATUS.compression()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  void tell(Collection<RunWorker> workers, @Nullable String message) {
    if (saidAt != null && System.nanoTime() - saidAt < EVERY_NANOS) {
      return;
    }
    long training = count(workers, State.TRAINING) + count(workers, State.EVALUATING);
    long preparing = count(workers, State.TOKENIZING) + count(workers, State.SHARDING);
    long waiting = count(workers, State.REQUESTED) + count(workers, State.QUEUED);
    say(
        training + preparing > 0 ? "running" : "idle",
        message,
        Map.of(
            "training", training,
            "preparing", preparing,
            "waiting", waiting,
            "paused", count(workers, State.PAUSED)));
  }

  void failed(Throwable problem) {
    say("failed", problem.toString(), Map.of());
  }

  void stopped() {
    say("stopped", null, Map.of());
  }

  private static long count(Collection<RunWorker> workers, State state) {
    return workers.stream().filter(worker -> worker.state() == state).count();
  }

  private void say(String state, @Nullable String message, Map<String, Long> counts) {
    saidAt = System.nanoTime();
    RoleStatus status =
        new RoleStatus(
            ROLE,
            config.instance(),
            node(),
            ProcessHandle.current().pid(),
            Instant.now(),
            state,
            message,
            counts,
            List.of());
    try {
      producer.send(
          new ProducerRecord<>(
              Topic.STATUS.topicName(),
              (ROLE + "/" + config.instance()).getBytes(StandardCharsets.UTF_8),
              RoleStatus.CODEC.toBytes(status)));
    } catch (KafkaException e) {
      LOG.warn("The trainer's status could not be stored: {}", e.toString());
    }
  }

  private static String node() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  @Override
  public void close() {
    producer.close(LAST);
  }
}
