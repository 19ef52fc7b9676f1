package org.peykare.crawler.loop;

import java.time.Duration;
import java.util.Optional;
import org.peykare.crawler.fetch.Fetch;
import org.peykare.crawler.frontier.Lease;

/// When a URL that failed is tried again: each wait is six times the one before, and never shorter
/// than the server asked for.
final class RetryPlan {
  /// Attempts after which a URL counts as failed for good.
  static final int MAX_ATTEMPTS = 5;

  private static final int GROWTH = 6;
  private static final Duration LONGEST = Duration.ofDays(1);

  private final Duration first;

  RetryPlan(Duration first) {
    this.first = first;
  }

  /// How long to wait for the next attempt; empty where there is none.
  Optional<Duration> next(Lease lease, Fetch.Failed failed) {
    if (failed.again() == Fetch.Again.NEVER || lease.attempts() + 1 >= MAX_ATTEMPTS) {
      return Optional.empty();
    }
    Duration wait = first;
    for (int i = 0; i < lease.attempts(); i++) {
      wait = min(wait.multipliedBy(GROWTH), LONGEST);
    }
    Duration asked = failed.retryAfter();
    return Optional.of(asked != null && asked.compareTo(wait) > 0 ? asked : wait);
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
