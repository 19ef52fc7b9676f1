package org.peykare.crawler;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.peykare.crawler.fetch.FetchConfig;

/// Changes a [CrawlConfig], whose documentation says what each setting means.
///
/// ```java
/// CrawlConfig.of(servers, dir, fetch).edit().threads(8).maxPages(1_000).build()
/// ```
public final class CrawlConfigBuilder {
  private final String bootstrapServers;
  private final Path stateDir;
  private final FetchConfig fetch;
  private String applicationId;
  private String instanceId;
  private int threads;
  private Duration defaultDelay;
  private Duration retryBackoff;
  private Duration sessionTimeout;
  private long maxPages;
  private @Nullable Path warcDir;

  CrawlConfigBuilder(CrawlConfig from) {
    bootstrapServers = from.bootstrapServers();
    stateDir = from.stateDir();
    fetch = from.fetch();
    applicationId = from.applicationId();
    instanceId = from.instanceId();
    threads = from.threads();
    defaultDelay = from.defaultDelay();
    retryBackoff = from.retryBackoff();
    sessionTimeout = from.sessionTimeout();
    maxPages = from.maxPages();
    warcDir = from.warcDir();
  }

  /// Name shared by the crawlers of one frontier.
  public CrawlConfigBuilder applicationId(String id) {
    applicationId = id;
    return this;
  }

  /// Name of this crawler among them.
  public CrawlConfigBuilder instanceId(String id) {
    instanceId = id;
    return this;
  }

  /// Requests at once.
  public CrawlConfigBuilder threads(int count) {
    threads = count;
    return this;
  }

  /// Delay of hosts whose seed names none.
  public CrawlConfigBuilder defaultDelay(Duration delay) {
    defaultDelay = delay;
    return this;
  }

  /// Wait before a failed URL is tried again.
  public CrawlConfigBuilder retryBackoff(Duration backoff) {
    retryBackoff = backoff;
    return this;
  }

  /// How long a silent crawler keeps its hosts.
  public CrawlConfigBuilder sessionTimeout(Duration timeout) {
    sessionTimeout = timeout;
    return this;
  }

  /// Pages of the whole crawl; 0 is no limit.
  public CrawlConfigBuilder maxPages(long pages) {
    maxPages = pages;
    return this;
  }

  /// Folder for WARC files; none where missing.
  public CrawlConfigBuilder warcDir(@Nullable Path dir) {
    warcDir = dir;
    return this;
  }

  /// The configuration.
  ///
  /// @throws IllegalArgumentException naming a setting that is out of its range
  public CrawlConfig build() {
    return new CrawlConfig(
        bootstrapServers,
        stateDir,
        applicationId,
        instanceId,
        threads,
        defaultDelay,
        retryBackoff,
        sessionTimeout,
        maxPages,
        warcDir,
        fetch);
  }
}
