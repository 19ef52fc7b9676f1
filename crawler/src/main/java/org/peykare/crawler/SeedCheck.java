package org.peykare.crawler;

import java.time.Duration;
import org.peykare.crawler.check.SeedInspection;
import org.peykare.crawler.check.SeedReport;
import org.peykare.crawler.fetch.FetchConfig;
import org.peykare.crawler.seed.Seed;

/// Looks at a seed before it is added: robots.txt of its hosts, its start URLs, sitemaps and feeds,
/// and which of the links found there would be followed. It asks as politely as a crawl would, and
/// under the same guard of addresses; at most five hosts, three start URLs of each, and half a
/// minute.
///
/// ```java
/// SeedReport report = SeedCheck.run(seed, config.fetch(), config.defaultDelay());
/// ```
public final class SeedCheck {
  private SeedCheck() {}

  /// Looks at `seed`.
  ///
  /// @param delay between requests to one host, where the seed names none
  public static SeedReport run(Seed seed, FetchConfig fetch, Duration delay)
      throws InterruptedException {
    return SeedInspection.run(seed, fetch, delay);
  }
}
