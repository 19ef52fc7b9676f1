package org.peykare.crawler.status;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.peykare.formats.run.CrawlOrder;
import org.peykare.formats.status.RoleStatus;
import org.peykare.formats.topic.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows the operator's order and the statuses of the other crawlers, on a thread of its own.
public final class ClusterWatch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ClusterWatch.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final String role;
  private final String self;
  private final Listener listener;
  private final Consumer<Exception> failed;
  private final Map<String, RoleStatus> others = new HashMap<>();
  private final Thread thread = new Thread(this::run, "cluster-watch");
  private volatile boolean closed;

  /// Is told of what changed.
  public interface Listener {
    /// What the operator wants; first told when all orders there were are read.
    void ordered(CrawlOrder.Wanted wanted);

    /// The newest statuses of the other crawlers, also of those that have ended.
    void heard(List<RoleStatus> others);
  }

  private ClusterWatch(
      KafkaConsumer<byte[], byte[]> consumer,
      String role,
      String instance,
      Listener listener,
      Consumer<Exception> failed) {
    this.consumer = consumer;
    this.role = role;
    this.self = role + "/" + instance;
    this.listener = listener;
    this.failed = failed;
    thread.setDaemon(true);
  }

  /// Reads what there is, tells `listener`, and follows; `failed` is told when that ends too early.
  ///
  /// @param instance the own name, whose statuses are passed over
  public static ClusterWatch start(
      String bootstrapServers,
      String role,
      String instance,
      Listener listener,
      Consumer<Exception> failed) {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", "false"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        Stream.of(Topic.COMMANDS, Topic.STATUS)
            .flatMap(topic -> consumer.partitionsFor(topic.topicName()).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    ClusterWatch watch = new ClusterWatch(consumer, role, instance, listener, failed);
    watch.thread.start();
    return watch;
  }

  @Override
  public void close() {
    closed = true;
    consumer.wakeup();
    try {
      thread.join(GRACE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (consumer) {
      CrawlOrder.Wanted wanted = CrawlOrder.Wanted.RUN;
      Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        wanted = poll(wanted);
      }
      listener.heard(List.copyOf(others.values()));
      listener.ordered(wanted);
      while (!closed) {
        CrawlOrder.Wanted before = wanted;
        wanted = poll(wanted);
        listener.heard(List.copyOf(others.values()));
        if (wanted != before) {
          listener.ordered(wanted);
        }
      }
    } catch (WakeupException e) {
      log.debug("Woken to end", e);
    } catch (RuntimeException e) {
      if (!closed) {
        log.error("Orders and the other crawlers are no longer followed", e);
        failed.accept(e);
      }
    }
  }

  private CrawlOrder.Wanted poll(CrawlOrder.Wanted before) {
    CrawlOrder.Wanted wanted = before;
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
      String key = new String(record.key(), StandardCharsets.UTF_8);
      try {
        if (record.topic().equals(Topic.STATUS.topicName())) {
          take(key, record.value());
        } else if (key.equals(CrawlOrder.KEY)) {
          wanted =
              record.value() == null
                  ? CrawlOrder.Wanted.RUN
                  : CrawlOrder.CODEC.fromBytes(record.value()).wanted();
        }
      } catch (IllegalArgumentException e) {
        log.warn(
            "Record {} of topic {} is left out: {}",
            record.offset(),
            record.topic(),
            e.getMessage());
      }
    }
    return wanted;
  }

  private void take(String key, byte @Nullable [] value) {
    if (!key.startsWith(role + "/") || key.equals(self)) {
      return;
    }
    if (value == null) {
      others.remove(key);
    } else {
      others.put(key, RoleStatus.CODEC.fromBytes(value));
    }
  }
}
