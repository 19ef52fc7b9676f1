package org.peykare.console.runs;

import java.time.Duration;

/// How often, and after what wait, something that broke is tried again. Progress between two breaks
/// makes it begin anew. Used by one thread.
final class Tries {
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final int most;
  private final Duration first;
  private int broken;

  Tries(int most, Duration first) {
    this.most = most;
    this.first = first;
  }

  /// It broke once more; whether to try again.
  boolean again() {
    broken++;
    return broken < most;
  }

  /// It got on.
  void progress() {
    broken = 0;
  }

  /// Breaks in a row.
  int broken() {
    return broken;
  }

  /// How long to wait before the next try.
  Duration delay() {
    Duration delay = first.multipliedBy(1L << Math.min(20, Math.max(0, broken - 1)));
    return delay.compareTo(LONGEST) < 0 ? delay : LONGEST;
  }
}
