package org.peykare.corpus.topology;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.peykare.formats.topic.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How much of topic `pages` the application has not read yet, by partition.
final class Lag implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Lag.class);
  private static final long PATIENCE_SECONDS = 5;

  private final String applicationId;
  private final Admin admin;

  Lag(String bootstrapServers, StreamSettings settings) {
    this.applicationId = settings.applicationId();
    this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
  }

  /// Records between what is committed and the end; empty where Kafka does not answer.
  Map<Integer, Long> byPartition() {
    try {
      Map<TopicPartition, OffsetAndMetadata> committed =
          admin
              .listConsumerGroupOffsets(applicationId)
              .partitionsToOffsetAndMetadata(applicationId)
              .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      Map<Integer, Long> begins = offsets(OffsetSpec.earliest());
      Map<Integer, Long> lag = new TreeMap<>();
      offsets(OffsetSpec.latest())
          .forEach((partition, end) -> {
            OffsetAndMetadata at =
                committed.get(new TopicPartition(Topic.PAGES.topicName(), partition));
            long begin = begins.getOrDefault(partition, 0L);
            long read = at == null ? begin : Math.max(begin, at.offset());
            lag.put(partition, Math.max(0, end - read));
          });
      return lag;
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("Kafka does not say how far the corpus is", e);
      return Map.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Map.of();
    }
  }

  private Map<Integer, Long> offsets(OffsetSpec which)
      throws ExecutionException, InterruptedException, TimeoutException {
    String topic = Topic.PAGES.topicName();
    var described =
        admin
            .describeTopics(java.util.List.of(topic))
            .allTopicNames()
            .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    return admin
        .listOffsets(
            Objects.requireNonNull(described.get(topic)).partitions().stream()
                .collect(
                    Collectors.toMap(
                        partition -> new TopicPartition(topic, partition.partition()), _ -> which)))
        .all()
        .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .entrySet()
        .stream()
        .collect(
            Collectors.toMap(
                entry -> entry.getKey().partition(), entry -> entry.getValue().offset()));
  }

  @Override
  public void close() {
    admin.close();
  }
}
