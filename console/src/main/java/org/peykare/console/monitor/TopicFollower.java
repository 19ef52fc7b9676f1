package org.peykare.console.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.peykare.corpus.document.Verdict;
import org.peykare.formats.fetch.FetchEvent;
import org.peykare.formats.status.RoleStatus;
import org.peykare.formats.topic.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads topics `fetches`, `status` and `verdicts` into a [CrawlWatch], on a thread of its own,
/// from at most a day ago and at most [#RECORDS] records per partition on. Goes on by itself after
/// Kafka was away.
public final class TopicFollower implements AutoCloseable {
  /// Records of a partition that are read from before the start, at most.
  public static final long RECORDS = 20_000;

  private static final Logger log = LoggerFactory.getLogger(TopicFollower.class);
  private static final List<Topic> TOPICS = List.of(Topic.FETCHES, Topic.STATUS, Topic.VERDICTS);
  private static final Duration BACK = Duration.ofDays(1);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Duration SILENT = Duration.ofSeconds(20);

  private final String bootstrapServers;
  private final CrawlWatch watch;
  private final Map<TopicPartition, Long> next = new HashMap<>();
  private final Thread thread;
  private volatile boolean closed;
  private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;
  private volatile @Nullable Instant lastAnswer;
  private volatile @Nullable String trouble = "Kafka has not answered yet";

  private TopicFollower(String bootstrapServers, CrawlWatch watch) {
    this.bootstrapServers = bootstrapServers;
    this.watch = watch;
    this.thread = new Thread(this::run, "crawl-monitor");
    thread.setDaemon(true);
  }

  /// Begins to follow the topics of the cluster at `bootstrapServers`.
  public static TopicFollower start(String bootstrapServers, CrawlWatch watch) {
    TopicFollower follower = new TopicFollower(bootstrapServers, watch);
    follower.thread.start();
    return follower;
  }

  /// Why the topics cannot be read now; null where they can.
  public @Nullable String trouble() {
    Instant answered = lastAnswer;
    if (trouble == null && answered != null && answered.plus(SILENT).isBefore(Instant.now())) {
      return "Kafka at %s has not answered for %d seconds"
          .formatted(bootstrapServers, Duration.between(answered, Instant.now()).toSeconds());
    }
    return trouble;
  }

  @Override
  public void close() {
    closed = true;
    KafkaConsumer<byte[], byte[]> open = consumer;
    if (open != null) {
      open.wakeup();
    }
    try {
      // An interrupt would tear the consumer's own closing apart.
      if (!thread.join(Duration.ofSeconds(5))) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!closed) {
      try (KafkaConsumer<byte[], byte[]> open = open()) {
        consumer = open;
        follow(open);
      } catch (WakeupException | org.apache.kafka.common.errors.InterruptException e) {
        if (!closed) {
          log.warn("The crawl monitor was interrupted and goes on");
        }
      } catch (KafkaException | IllegalStateException e) {
        trouble =
            "Cannot read topics from Kafka at %s: %s".formatted(bootstrapServers, e.getMessage());
        log.warn("{}; trying again", trouble);
        pause();
      } finally {
        consumer = null;
      }
    }
  }

  private KafkaConsumer<byte[], byte[]> open() {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers", bootstrapServers,
            "enable.auto.commit", "false",
            "isolation.level", "read_committed",
            "auto.offset.reset", "earliest",
            "default.api.timeout.ms", "15000"),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  private void follow(KafkaConsumer<byte[], byte[]> open) {
    List<TopicPartition> partitions = partitions(open);
    open.assign(partitions);
    seek(open, partitions);
    while (!closed) {
      for (ConsumerRecord<byte[], byte[]> record : open.poll(POLL)) {
        take(record);
        next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
      }
      Instant answered = lastAnswer;
      if (answered == null || answered.plus(PAUSE).isBefore(Instant.now())) {
        open.endOffsets(partitions.subList(0, 1));
        lastAnswer = Instant.now();
        trouble = null;
      }
    }
  }

  private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> open) {
    List<TopicPartition> result = new ArrayList<>();
    for (Topic topic : TOPICS) {
      List<PartitionInfo> found = open.partitionsFor(topic.topicName());
      if (found == null || found.isEmpty()) {
        throw new IllegalStateException("topic " + topic.topicName() + " is missing");
      }
      found.forEach(info -> result.add(new TopicPartition(info.topic(), info.partition())));
    }
    return result;
  }

  /// Goes to where it was, or to a recent record.
  private void seek(KafkaConsumer<byte[], byte[]> open, List<TopicPartition> partitions) {
    long from = Instant.now().minus(BACK).toEpochMilli();
    Map<TopicPartition, Long> times = new HashMap<>();
    partitions.forEach(partition -> times.put(partition, from));
    Map<TopicPartition, Long> ends = open.endOffsets(partitions);
    Map<TopicPartition, OffsetAndTimestamp> recent = open.offsetsForTimes(times);
    for (TopicPartition partition : partitions) {
      long end = ends.getOrDefault(partition, 0L);
      OffsetAndTimestamp found = recent.get(partition);
      long start = Math.max(found == null ? end : found.offset(), end - RECORDS);
      open.seek(partition, Math.max(0, next.getOrDefault(partition, start)));
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      return;
    }
    try {
      if (record.topic().equals(Topic.FETCHES.topicName())) {
        watch.take(FetchEvent.CODEC.fromBytes(record.value()));
      } else if (record.topic().equals(Topic.STATUS.topicName())) {
        watch.take(RoleStatus.CODEC.fromBytes(record.value()));
      } else {
        watch.take(Verdict.CODEC.fromBytes(record.value()));
      }
    } catch (IllegalArgumentException e) {
      log.warn(
          "A record of topic {} at offset {} is left out: {}",
          record.topic(),
          record.offset(),
          e.getMessage());
    }
  }

  private void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      if (!closed) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
