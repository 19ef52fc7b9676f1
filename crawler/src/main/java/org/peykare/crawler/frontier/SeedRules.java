package org.peykare.crawler.frontier;

import org.peykare.crawler.url.CrawlUrl;

/// What the seeds say of the moment. Safe for many threads.
public interface SeedRules {
  /// A limit that is none.
  long UNLIMITED = Long.MAX_VALUE;

  /// Where a seed stands.
  Standing standing(String seed);

  /// Whether the URL's seed still admits it.
  boolean admits(CrawlUrl url);

  /// Pages that the seed may have, or [#UNLIMITED].
  long maxPages(String seed);

  /// Bytes that the seed may have, or [#UNLIMITED].
  long maxBytes(String seed);

  /// Where a seed stands.
  enum Standing {
    /// Its URLs are fetched.
    ACTIVE,
    /// It is paused.
    PAUSED,
    /// It is gone.
    REMOVED
  }
}
