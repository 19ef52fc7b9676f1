package org.peykare.console.runs;

import java.util.List;
import java.util.stream.Stream;
import org.peykare.console.topics.TopicMap;
import org.peykare.formats.run.CrawlOrder;
import org.peykare.formats.run.RunRequest;
import org.peykare.formats.run.TrainingPolicy;
import org.peykare.formats.topic.Topic;

/// What is asked of trainers on topic `commands`.
final class Commands implements AutoCloseable {
  private static final String RUN = "run/";
  private static final String POLICY = "policy/";

  private final TopicMap<Record> all;

  Commands(String bootstrapServers) {
    all = TopicMap.open(bootstrapServers, Topic.COMMANDS, Commands::read);
  }

  private static Record read(String key, byte[] bytes) {
    if (key.startsWith(RUN)) {
      return RunRequest.CODEC.fromBytes(bytes);
    }
    return key.startsWith(POLICY)
        ? TrainingPolicy.CODEC.fromBytes(bytes)
        : CrawlOrder.CODEC.fromBytes(bytes);
  }

  /// The key of a run's request.
  static String key(RunRequest request) {
    return RUN + request.id();
  }

  /// The key of a policy.
  static String key(TrainingPolicy policy) {
    return POLICY + policy.name();
  }

  List<RunRequest> requests() {
    return of(RunRequest.class).toList();
  }

  List<TrainingPolicy> policies() {
    return of(TrainingPolicy.class).toList();
  }

  private <T extends Record> Stream<T> of(Class<T> kind) {
    return all.all().values().stream().filter(kind::isInstance).map(kind::cast);
  }

  /// Asks for a run; returns when that is stored.
  void put(RunRequest request) {
    all.put(key(request), RunRequest.CODEC.toBytes(request));
  }

  /// Waits until what anyone wrote before this call is seen.
  void catchUp() {
    all.catchUp();
  }

  @Override
  public void close() {
    all.close();
  }
}
