package org.peykare.corpus.learned;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.peykare.corpus.boilerplate.HostLines;
import org.peykare.corpus.quality.QualityModel;
import org.peykare.formats.topic.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Topic `learned`: read to its end when this is opened, and followed until it is closed.
public final class LearnedTopic implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LearnedTopic.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration STALLED = Duration.ofMinutes(1);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final KafkaConsumer<String, byte[]> consumer;
  private final Learned learned;
  private final Thread follower;
  private volatile boolean closed;

  private LearnedTopic(KafkaConsumer<String, byte[]> consumer, Learned learned) {
    this.consumer = consumer;
    this.learned = learned;
    follower = Thread.ofPlatform().daemon().name("corpus-learned").unstarted(this::follow);
  }

  /// Reads what is there into `learned` and keeps following.
  public static LearnedTopic follow(String bootstrapServers, Learned learned) {
    KafkaConsumer<String, byte[]> consumer = consumer(bootstrapServers);
    try {
      readAll(consumer, learned);
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
    LearnedTopic topic = new LearnedTopic(consumer, learned);
    topic.follower.start();
    return topic;
  }

  /// What is there now.
  public static Learned read(String bootstrapServers) {
    Learned learned = Learned.nothing();
    try (KafkaConsumer<String, byte[]> consumer = consumer(bootstrapServers)) {
      readAll(consumer, learned);
    }
    return learned;
  }

  /// Writes lines and models, and returns when Kafka has them.
  public static void write(
      String bootstrapServers, List<HostLines> lines, List<QualityModel> models) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", bootstrapServers);
    settings.put("compression.type", Topic.LEARNED.compression());
    settings.put("max.request.size", Topic.MAX_RECORD_BYTES);
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      lines.forEach(
          of -> sent.add(send(producer, Learned.LINES + of.host(), HostLines.CODEC.toBytes(of))));
      models.forEach(
          model -> sent.add(send(producer, Learned.QUALITY + model.lang(), model.toBytes())));
      for (Future<RecordMetadata> each : sent) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "Cannot write to topic learned on %s: %s".formatted(bootstrapServers, e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while writing to topic learned", e);
    }
  }

  private static Future<RecordMetadata> send(
      KafkaProducer<String, byte[]> producer, String key, byte[] value) {
    return producer.send(new ProducerRecord<>(Topic.LEARNED.topicName(), key, value));
  }

  private static KafkaConsumer<String, byte[]> consumer(String bootstrapServers) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", bootstrapServers);
    settings.put("auto.offset.reset", "earliest");
    settings.put("enable.auto.commit", "false");
    settings.put("max.partition.fetch.bytes", Topic.MAX_RECORD_BYTES);
    settings.put("default.api.timeout.ms", "30000");
    return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }

  private static void readAll(KafkaConsumer<String, byte[]> consumer, Learned learned) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topic.LEARNED.topicName()).stream()
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    long lastProgress = System.nanoTime();
    while (partitions.stream().anyMatch(at -> consumer.position(at) < ends.getOrDefault(at, 0L))) {
      if (take(consumer, learned) > 0) {
        lastProgress = System.nanoTime();
      } else if (System.nanoTime() - lastProgress > STALLED.toNanos()) {
        throw new IllegalStateException(
            "Cannot read topic learned: nothing came for " + STALLED.toSeconds() + " s");
      }
    }
  }

  private static int take(KafkaConsumer<String, byte[]> consumer, Learned learned) {
    int taken = 0;
    for (ConsumerRecord<String, byte[]> each : consumer.poll(POLL)) {
      learned.put(each.key(), each.value());
      taken++;
    }
    return taken;
  }

  private void follow() {
    try (consumer) {
      while (!closed) {
        try {
          take(consumer, learned);
        } catch (org.apache.kafka.common.errors.WakeupException e) {
          return;
        } catch (KafkaException e) {
          LOG.warn("Topic learned cannot be followed now; what was learned before stays", e);
          Thread.sleep(PAUSE);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Stops following; what was read stays.
  @Override
  public void close() {
    closed = true;
    consumer.wakeup();
    try {
      follower.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
