package org.peykare.formats.status;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where the crawl of one host stands.
///
/// @param host the authority
/// @param state what it waits for
/// @param queued URLs never fetched that wait
/// @param waiting URLs with a time of their own: retries and re-visits
/// @param inFlight requests under way
/// @param nextDue when its next URL may be requested; missing where nothing waits
/// @param reason why it waits, in words: `robots.txt unreachable: http 503`, `Retry-After 60 s`
public record HostStatus(
    String host,
    State state,
    long queued,
    long waiting,
    long inFlight,
    @Nullable Instant nextDue,
    @Nullable String reason) {

  /// What a host waits for.
  public enum State {
    /// A request is under way.
    FETCHING,
    /// Its next URL waits for the delay between requests, or for a worker.
    READY,
    /// It asked to be left alone, or could not be reached: nothing is requested until its time.
    BACKING_OFF,
    /// Nothing is queued but re-visits and retries that are not due.
    WAITING,
    /// The budget of its seed is spent.
    BUDGET_SPENT,
    /// Its seed is paused or was removed.
    PAUSED
  }
}
