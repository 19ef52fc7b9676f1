package org.peykare.console.monitor;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Counts by time in a ring of equal steps; what is older than the ring is forgotten.
final class Buckets {
  private final long stepSeconds;
  private final long[] counts;
  private final long[] steps;

  Buckets(long stepSeconds, int size) {
    this.stepSeconds = stepSeconds;
    this.counts = new long[size];
    this.steps = new long[size];
  }

  void add(Instant at) {
    long step = step(at);
    int slot = slot(step);
    if (steps[slot] > step) {
      return;
    }
    if (steps[slot] < step) {
      steps[slot] = step;
      counts[slot] = 0;
    }
    counts[slot]++;
  }

  /// The counts of the `size` steps that end with the one before the step of `now`, oldest first.
  List<Long> before(Instant now, int size) {
    return until(step(now) - 1, size);
  }

  /// The counts of the `size` steps that end with the one of `now`, oldest first.
  List<Long> upTo(Instant now, int size) {
    return until(step(now), size);
  }

  /// When the step of `at` began.
  Instant start(Instant at) {
    return Instant.ofEpochSecond(step(at) * stepSeconds);
  }

  private List<Long> until(long last, int size) {
    List<Long> result = new ArrayList<>(size);
    for (long step = last - size + 1; step <= last; step++) {
      int slot = slot(step);
      result.add(steps[slot] == step ? counts[slot] : 0L);
    }
    return result;
  }

  private long step(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), stepSeconds);
  }

  private int slot(long step) {
    return (int) Math.floorMod(step, counts.length);
  }
}
