package org.peykare.corpus.topology;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.peykare.formats.topic.Topic;

/// How the stream runs in this process.
///
/// @param applicationId names the stream on the cluster: its consumer group and internal topics
/// @param stateDir where the stream keeps its local state; no two processes share one
/// @param threads stream threads, 1 to 256
/// @param commitInterval how often the stream commits, 10 ms to 1 min. A page takes about four
///   commits to its verdict, and what a process that dies has done since its last commit is done
///   again by another
/// @param sessionTimeout how long a process may be silent before its partitions go to the others, 1
///   s to 5 min. One that is back sooner takes them up at once
/// @param standbys copies of each partition's state that other processes keep, 0 to 5, so that a
///   take-over need not read it all from Kafka
/// @param instance tells this process from others of the same application; the same after a restart
public record StreamSettings(
    String applicationId,
    Path stateDir,
    int threads,
    Duration commitInterval,
    Duration sessionTimeout,
    int standbys,
    String instance) {
  private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(10);

  public StreamSettings {
    checkName("corpus.application-id", applicationId);
    checkName("corpus.instance", instance);
    checkRange("corpus.threads", threads, 1, 256);
    checkRange("corpus.standbys", standbys, 0, 5);
    checkDuration("corpus.commit-interval", commitInterval, 10, 60_000);
    checkDuration("corpus.session-timeout", sessionTimeout, 1_000, 300_000);
  }

  /// One thread, a commit every half second, 6 s of silence, no standby.
  public static StreamSettings defaults(Path stateDir, String instance) {
    return new StreamSettings(
        "peykare-corpus", stateDir, 1, Duration.ofMillis(500), Duration.ofSeconds(6), 0, instance);
  }

  /// The same under another name on the cluster.
  public StreamSettings withApplicationId(String other) {
    return new StreamSettings(
        other, stateDir, threads, commitInterval, sessionTimeout, standbys, instance);
  }

  /// The same with its local state elsewhere.
  public StreamSettings withStateDir(Path other) {
    return new StreamSettings(
        applicationId, other, threads, commitInterval, sessionTimeout, standbys, instance);
  }

  /// The same with other stream threads.
  public StreamSettings withThreads(int other) {
    return new StreamSettings(
        applicationId, stateDir, other, commitInterval, sessionTimeout, standbys, instance);
  }

  /// The same with another commit interval.
  public StreamSettings withCommitInterval(Duration other) {
    return new StreamSettings(
        applicationId, stateDir, threads, other, sessionTimeout, standbys, instance);
  }

  /// The same with another session timeout.
  public StreamSettings withSessionTimeout(Duration other) {
    return new StreamSettings(
        applicationId, stateDir, threads, commitInterval, other, standbys, instance);
  }

  /// The same with another number of standbys.
  public StreamSettings withStandbys(int other) {
    return new StreamSettings(
        applicationId, stateDir, threads, commitInterval, sessionTimeout, other, instance);
  }

  /// The same for another process.
  public StreamSettings withInstance(String other) {
    return new StreamSettings(
        applicationId, stateDir, threads, commitInterval, sessionTimeout, standbys, other);
  }

  /// Kafka Streams hangs on an illegal name instead of failing, so it is refused here.
  private static void checkName(String key, String name) {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
      throw new IllegalArgumentException(
          "Invalid %s: '%s' (must be 1 to 100 letters, digits, dots, underscores or hyphens, beginning with a letter or digit)"
              .formatted(key, name));
    }
  }

  private static void checkRange(String key, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "Invalid %s: %d (must be %d..%d)".formatted(key, value, least, most));
    }
  }

  private static void checkDuration(String key, Duration value, long least, long most) {
    if (value.toMillis() < least || value.toMillis() > most) {
      throw new IllegalArgumentException(
          "Invalid %s: %s (must be %d to %d ms)".formatted(key, value, least, most));
    }
  }

  Properties toProperties(String bootstrapServers) {
    Properties p = new Properties();
    p.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    p.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
    p.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
    p.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
    p.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    p.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitInterval.toMillis());
    p.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    p.put(StreamsConfig.POLL_MS_CONFIG, 10);
    p.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
    // Pages are large and slow to judge: few at a time, so that claims, answers and decisions do
    // not queue behind them. A fetch brings 64 KiB or one batch of a partition, so that a partition
    // holds about 9 of the largest records (16 MiB each) at the worst.
    p.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 8);
    p.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 128);
    p.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG),
        64 * 1024);
    p.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    // Static membership: a process that comes back takes its partitions at once.
    p.put(StreamsConfig.consumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), instance);
    p.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
        (int) sessionTimeout.toMillis());
    p.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
        (int) sessionTimeout.toMillis() / 4);
    // What a dead process had not committed holds up its successor until it is given up.
    p.put(
        StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
        (int) Math.max(TRANSACTION_TIMEOUT.toMillis(), 2 * commitInterval.toMillis()));
    p.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, standbys);
    p.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
    // A partition just created may refuse the first batch and take the second, which then blocks
    // the first for ever; one request at a time cannot be overtaken.
    p.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), 1);
    p.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
        Topic.MAX_RECORD_BYTES);
    p.put(StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG), Topic.MAX_RECORD_BYTES);
    return p;
  }
}
