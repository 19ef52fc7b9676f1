package org.peykare.crawler;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.peykare.formats.JsonCodec;

/// What a crawler has done and has to do. The counts of attempts are those of the frontier's state:
/// they go on over a restart, and follow topic `fetches`.
///
/// @param state what the crawler is doing
/// @param fetched pages that went to topic `pages`
/// @param notModified pages found unchanged
/// @param redirected redirects
/// @param refused URLs not requested: robots.txt, trap guards, private addresses
/// @param failed attempts that ended in a 4xx or 5xx answer or in none
/// @param notStored answers that are not pages: robots.txt, sitemaps, feeds, images
/// @param queued URLs never fetched that wait for their turn
/// @param waiting URLs that wait for a time of their own: retries and re-visits
/// @param inFlight URLs with a worker
/// @param hosts hosts with URLs that wait for their turn
/// @param seeds seeds known
/// @param shortestGapMillis shortest time from the end of a response to the start of the next
///   request to the same host, since start; missing while there was none
/// @param runningFor time since start
public record CrawlStatus(
    State state,
    long fetched,
    long notModified,
    long redirected,
    long refused,
    long failed,
    long notStored,
    long queued,
    long waiting,
    long inFlight,
    long hosts,
    int seeds,
    @Nullable Double shortestGapMillis,
    Duration runningFor) {

  /// JSON, for machines.
  public static final JsonCodec<CrawlStatus> CODEC = JsonCodec.of(CrawlStatus.class);

  /// What the crawler is doing.
  public enum State {
    /// Opened, reading its state and its topics.
    STARTING,
    /// Fetching, or waiting for a host's delay.
    CRAWLING,
    /// Nothing never-fetched is due or in flight, or the page limit is reached.
    IDLE,
    /// Paused by the operator.
    PAUSED,
    /// Stopped by an error that it cannot get over by itself.
    FAILED,
    /// Closed.
    CLOSED
  }

  /// Attempts of every kind.
  public long attempts() {
    return fetched + notModified + redirected + refused + failed + notStored;
  }
}
