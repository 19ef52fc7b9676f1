package org.peykare.corpus;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import org.peykare.corpus.page.PageConfig;

/// Settings of the corpus.
///
/// @param bootstrapServers the Kafka cluster; blank for one that only reads snapshots
/// @param dir working directory: `catalog.db`, `warehouse/` and `index/` lie in it
/// @param page what a page must be to be kept, and the shape of the near-duplicate signature
/// @param applicationId names the stream on the cluster: its consumer group and internal topics
/// @param stateDir where the stream keeps its local state
/// @param threads stream threads, 1 to 256
/// @param commitInterval how often the stream commits, 10 ms to 1 min; a page takes about four
///   commits to its verdict
/// @param instance tells this process from others of the same application; the same after a restart
public record CorpusConfig(
    String bootstrapServers,
    Path dir,
    PageConfig page,
    String applicationId,
    Path stateDir,
    int threads,
    Duration commitInterval,
    String instance) {

  public CorpusConfig {
    checkName("corpus.application-id", applicationId);
    checkName("corpus.instance", instance);
    if (threads < 1 || threads > 256) {
      throw new IllegalArgumentException(
          "Invalid corpus.threads: " + threads + " (must be 1..256)");
    }
    if (commitInterval.toMillis() < 10 || commitInterval.toMillis() > 60_000) {
      throw new IllegalArgumentException(
          "Invalid corpus.commit-interval: " + commitInterval + " (must be 10 ms to 1 min)");
    }
  }

  /// One thread, a commit every half second, state below `dir`.
  public static CorpusConfig defaults(String bootstrapServers, Path dir) {
    Path absolute = dir.toAbsolutePath().normalize();
    return new CorpusConfig(
        bootstrapServers,
        absolute,
        PageConfig.defaults(),
        "peykare-corpus",
        absolute.resolve("streams"),
        1,
        Duration.ofMillis(500),
        instanceOf(absolute));
  }

  /// The same with other limits on pages.
  public CorpusConfig withPage(PageConfig other) {
    return new CorpusConfig(
        bootstrapServers, dir, other, applicationId, stateDir, threads, commitInterval, instance);
  }

  /// The same under another name on the cluster.
  public CorpusConfig withApplicationId(String other) {
    return new CorpusConfig(
        bootstrapServers, dir, page, other, stateDir, threads, commitInterval, instance);
  }

  /// The same with its local state elsewhere.
  public CorpusConfig withStateDir(Path other) {
    return new CorpusConfig(
        bootstrapServers, dir, page, applicationId, other, threads, commitInterval, instance);
  }

  /// The same with other stream threads.
  public CorpusConfig withThreads(int other) {
    return new CorpusConfig(
        bootstrapServers, dir, page, applicationId, stateDir, other, commitInterval, instance);
  }

  /// The same under another name of this process.
  public CorpusConfig withInstance(String other) {
    return new CorpusConfig(
        bootstrapServers, dir, page, applicationId, stateDir, threads, commitInterval, other);
  }

  /// The same with another commit interval.
  public CorpusConfig withCommitInterval(Duration other) {
    return new CorpusConfig(
        bootstrapServers, dir, page, applicationId, stateDir, threads, other, instance);
  }

  /// Kafka Streams hangs on an illegal name instead of failing, so it is refused here.
  private static void checkName(String key, String name) {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
      throw new IllegalArgumentException(
          "Invalid %s: '%s' (must be 1 to 100 letters, digits, dots, underscores or hyphens, beginning with a letter or digit)"
              .formatted(key, name));
    }
  }

  /// Machine and folder: two processes cannot share a state folder, so this tells them apart.
  private static String instanceOf(Path dir) {
    String host = node().replaceAll("[^A-Za-z0-9.-]", "-");
    String name = host + "-" + Integer.toHexString(dir.toString().hashCode());
    return name.matches("[A-Za-z0-9].*") ? name : "h" + name;
  }

  /// Name of this machine.
  static String node() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
