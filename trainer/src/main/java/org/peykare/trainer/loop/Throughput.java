package org.peykare.trainer.loop;

import java.util.Arrays;

/// Tokens per second over a training's steps; time between steps is not counted.
final class Throughput {
  private static final int RECENT = 16;

  private final long[] nanos = new long[RECENT];
  private final long[] tokens = new long[RECENT];
  private long totalNanos;
  private long totalTokens;
  private int steps;

  void step(long stepTokens, long stepNanos) {
    nanos[steps % RECENT] = stepNanos;
    tokens[steps % RECENT] = stepTokens;
    totalNanos += stepNanos;
    totalTokens += stepTokens;
    steps++;
  }

  /// Over the last steps.
  double recent() {
    return rate(Arrays.stream(tokens).sum(), Arrays.stream(nanos).sum());
  }

  /// Over all steps.
  double mean() {
    return rate(totalTokens, totalNanos);
  }

  private static double rate(long tokens, long nanos) {
    return nanos == 0 ? 0 : tokens / (nanos * 1e-9);
  }
}
