package org.peykare.crawler.frontier;

import java.time.Duration;
import org.peykare.crawler.url.CrawlUrl;

/// When a host may be asked next. Safe for many threads.
public interface Turns {
  /// When the next request to the URL's host may start, on the clock of [System#nanoTime].
  long nextStart(CrawlUrl url);

  /// The delay that is kept for the URL: its seed's, or robots.txt's where that is longer.
  Duration delay(CrawlUrl url);

  /// No request to the host for `time` from now.
  void pause(String host, Duration time);

  /// Requests to the host are broken off: it has gone to another crawler.
  void breakOff(String host);
}
