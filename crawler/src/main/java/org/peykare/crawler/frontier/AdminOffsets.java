package org.peykare.crawler.frontier;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.peykare.formats.topic.Topic;

/// [TopicOffsets] asked of the cluster.
final class AdminOffsets implements TopicOffsets {
  private final Admin admin;
  private final String group;
  private List<Integer> partitions = List.of();

  AdminOffsets(Admin admin, String group) {
    this.admin = admin;
    this.group = group;
  }

  @Override
  public long end(int partition) {
    return ends(List.of(partition)).getOrDefault(partition, 0L);
  }

  @Override
  public long committed(int partition) {
    TopicPartition topicPartition = partition(partition);
    OffsetAndMetadata committed =
        await(
                admin
                    .listConsumerGroupOffsets(
                        group, new ListConsumerGroupOffsetsOptions().requireStable(true))
                    .partitionsToOffsetAndMetadata())
            .get(topicPartition);
    return committed != null ? committed.offset() : start(topicPartition);
  }

  /// The ends of all partitions.
  Map<Integer, Long> ends() {
    return ends(partitions());
  }

  private Map<Integer, Long> ends(Collection<Integer> wanted) {
    return offsets(
        wanted.stream()
            .collect(Collectors.toMap(AdminOffsets::partition, _ -> OffsetSpec.latest())));
  }

  /// The topic's partitions, whose number never changes.
  private synchronized List<Integer> partitions() {
    if (partitions.isEmpty()) {
      TopicDescription urls =
          await(admin.describeTopics(List.of(Topic.URLS.topicName())).allTopicNames())
              .get(Topic.URLS.topicName());
      partitions =
          urls == null
              ? List.of()
              : urls.partitions().stream().map(TopicPartitionInfo::partition).toList();
    }
    return partitions;
  }

  private long start(TopicPartition partition) {
    return offsets(Map.of(partition, OffsetSpec.earliest()))
        .getOrDefault(partition.partition(), 0L);
  }

  private Map<Integer, Long> offsets(Map<TopicPartition, OffsetSpec> wanted) {
    Map<Integer, Long> offsets = new HashMap<>();
    await(admin.listOffsets(wanted).all())
        .forEach((partition, info) -> offsets.put(partition.partition(), info.offset()));
    return offsets;
  }

  private static TopicPartition partition(int partition) {
    return new TopicPartition(Topic.URLS.topicName(), partition);
  }

  private static <T> T await(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Cannot ask the cluster for offsets: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while asking the cluster for offsets", e);
    }
  }
}
