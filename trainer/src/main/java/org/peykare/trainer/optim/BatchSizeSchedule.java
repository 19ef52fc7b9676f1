package org.peykare.trainer.optim;

/// The number of sequences of every step: from `start` it doubles until `full`, each size for
/// equally many of the warm-up's steps, then it stays `full`.
///
/// @param start sequences of the first step
/// @param full sequences of a step after the warm-up
/// @param warmupSteps steps with less than `full`, if `start` is less
public record BatchSizeSchedule(int start, int full, int warmupSteps) {

  /// A schedule whose warm-up is a share of the steps. A `start` of 0 means no warm-up.
  public static BatchSizeSchedule of(int start, int full, double warmup, int steps) {
    return new BatchSizeSchedule(start == 0 ? full : start, full, (int) Math.round(warmup * steps));
  }

  /// Sequences of the step after `done` steps.
  public int rows(int done) {
    if (done >= warmupSteps || start >= full) {
      return full;
    }
    int sizes = 0;
    for (long size = start; size < full; size *= 2) {
      sizes++;
    }
    return start << (int) ((long) done * sizes / warmupSteps);
  }
}
