package org.peykare.broker;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.peykare.formats.topic.Topic;

/// Creates Peykare's topics where they are missing; those that exist stay as they are.
public final class TopicSetup {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration POLL = Duration.ofMillis(100);

  private TopicSetup() {}

  /// Creates missing topics on the cluster at `bootstrapServers`.
  ///
  /// @param partitions partitions of each topic, 1 to 10,000
  /// @throws IllegalArgumentException when a topic exists with another number of partitions (stream
  ///   state depends on it)
  /// @throws IllegalStateException when the cluster cannot be reached
  public static void ensure(String bootstrapServers, int partitions) {
    if (partitions < 1 || partitions > 10_000) {
      throw new IllegalArgumentException(
          "Invalid kafka.partitions: " + partitions + " (must be 1..10000)");
    }
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      Set<String> existing = admin.listTopics().names().get();
      check(admin, existing, partitions);
      List<NewTopic> missing =
          Arrays.stream(Topic.values())
              .filter(topic -> !existing.contains(topic.topicName()))
              .map(topic ->
                  new NewTopic(topic.topicName(), partitions, (short) -1).configs(topic.settings()))
              .toList();
      create(admin, missing);
      awaitLeaders(admin, partitions);
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "Cannot set up topics on %s: %s".formatted(bootstrapServers, e.getCause()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while setting up topics", e);
    }
  }

  /// The id of the cluster at `bootstrapServers`.
  ///
  /// @throws IllegalStateException when it cannot be reached
  public static String clusterId(String bootstrapServers) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      return admin.describeCluster().clusterId().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "Cannot reach Kafka at %s: %s".formatted(bootstrapServers, e.getCause()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while asking Kafka for its id", e);
    }
  }

  private static void check(Admin admin, Set<String> existing, int partitions)
      throws ExecutionException, InterruptedException {
    List<String> ours =
        Arrays.stream(Topic.values()).map(Topic::topicName).filter(existing::contains).toList();
    Map<String, Integer> wrong =
        admin.describeTopics(ours).allTopicNames().get().values().stream()
            .filter(topic -> topic.partitions().size() != partitions)
            .collect(
                Collectors.toMap(
                    TopicDescription::name,
                    topic -> topic.partitions().size(),
                    (a, b) -> a,
                    TreeMap::new));
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot use kafka.partitions=%d: topics exist with other numbers of partitions %s; set kafka.partitions to that number"
              .formatted(partitions, wrong));
    }
  }

  /// A partition just created may refuse its first batch; a request for its offset says when it is
  /// led.
  private static void awaitLeaders(Admin admin, int partitions)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> all = new HashMap<>();
    for (Topic topic : Topic.values()) {
      for (int partition = 0; partition < partitions; partition++) {
        all.put(new TopicPartition(topic.topicName(), partition), OffsetSpec.latest());
      }
    }
    Instant deadline = Instant.now().plus(PATIENCE);
    while (true) {
      try {
        admin.listOffsets(all).all().get();
        return;
      } catch (ExecutionException e) {
        // A topic just created is not known to every part of the broker at once.
        boolean early =
            e.getCause() instanceof UnknownTopicOrPartitionException
                || e.getCause() instanceof RetriableException;
        if (!early || Instant.now().isAfter(deadline)) {
          throw e;
        }
        Thread.sleep(POLL);
      }
    }
  }

  /// Two processes may create topics at once: the second finds them there, which is as good.
  private static void create(Admin admin, List<NewTopic> missing)
      throws ExecutionException, InterruptedException {
    for (var created : admin.createTopics(missing).values().values()) {
      try {
        created.get();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
    }
  }
}
