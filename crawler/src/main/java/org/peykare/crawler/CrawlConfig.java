package org.peykare.crawler;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.peykare.crawler.fetch.FetchConfig;

/// How one crawler runs. What it crawls is in topic `seeds`.
///
/// @param bootstrapServers the Kafka cluster; its topics must exist
/// @param stateDir folder for the frontier's state, one per crawler
/// @param applicationId name shared by the crawlers that share a frontier
/// @param instanceId name of this crawler among them, kept over restarts; [#OWN_NAME] for one drawn
///   at random once and kept in `stateDir`
/// @param threads requests at once, to different hosts
/// @param defaultDelay from the end of a response to the next request to the same host
/// @param retryBackoff wait before a failed URL is tried again; six times longer each time
/// @param sessionTimeout how long the cluster waits for a crawler that is silent before its hosts
///   go to the others; a restart within that time keeps them
/// @param maxPages pages of the whole crawl, after which no more are fetched; 0 is no limit
/// @param warcDir folder for WARC files, written beside topic `pages`; none where missing
/// @param fetch how pages are fetched
public record CrawlConfig(
    String bootstrapServers,
    Path stateDir,
    String applicationId,
    String instanceId,
    int threads,
    Duration defaultDelay,
    Duration retryBackoff,
    Duration sessionTimeout,
    long maxPages,
    @Nullable Path warcDir,
    FetchConfig fetch) {

  /// The crawler names itself.
  public static final String OWN_NAME = "auto";

  public CrawlConfig {
    if (bootstrapServers.isBlank()) {
      throw new IllegalArgumentException(
          "Invalid kafka.bootstrap-servers: it is empty (must be HOST:PORT[,HOST:PORT…])");
    }
    checkName("crawler.application-id", applicationId);
    checkName("crawler.instance-id", instanceId);
    if (threads < 1 || threads > 2_000) {
      throw new IllegalArgumentException(
          "Invalid crawler.threads: " + threads + " (must be 1..2000)");
    }
    if (defaultDelay.isNegative() || defaultDelay.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException(
          "Invalid crawler.delay: " + defaultDelay + " (must be 0 to 1 h)");
    }
    if (defaultDelay.isZero() && !fetch.isOwnGround()) {
      throw new IllegalArgumentException(
          "Invalid crawler.delay: 0 (must be more than 0 on the public web; 0 is allowed with --resolve or --allow-private)");
    }
    if (retryBackoff.compareTo(Duration.ofMillis(10)) < 0
        || retryBackoff.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException(
          "Invalid crawler.retry-backoff: " + retryBackoff + " (must be 10 ms to 1 day)");
    }
    if (sessionTimeout.compareTo(Duration.ofSeconds(6)) < 0
        || sessionTimeout.compareTo(Duration.ofMinutes(5)) > 0) {
      throw new IllegalArgumentException(
          "Invalid crawler.session-timeout: " + sessionTimeout + " (must be 6 s to 5 min)");
    }
    if (maxPages < 0) {
      throw new IllegalArgumentException(
          "Invalid crawler.max-pages: " + maxPages + " (must be 0 or more; 0 is no limit)");
    }
  }

  /// The defaults, with what has none; [#edit] changes some.
  public static CrawlConfig of(String bootstrapServers, Path stateDir, FetchConfig fetch) {
    return new CrawlConfig(
        bootstrapServers,
        stateDir,
        "peykare-crawler",
        OWN_NAME,
        48,
        Duration.ofSeconds(1),
        Duration.ofSeconds(10),
        Duration.ofSeconds(10),
        0,
        null,
        fetch);
  }

  /// Another configuration that begins as this one.
  public CrawlConfigBuilder edit() {
    return new CrawlConfigBuilder(this);
  }

  private static void checkName(String key, String name) {
    if (!name.matches("[A-Za-z0-9._-]{1,100}")) {
      throw new IllegalArgumentException(
          "Invalid %s: '%s' (must be 1..100 of letters, digits, dot, _ and -)"
              .formatted(key, name));
    }
  }
}
