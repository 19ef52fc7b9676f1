package org.peykare.trainer.loop;

/// Tokens per second over a training's steps; time between steps is not counted.
final class Throughput {
  private static final int RECENT = 16;

  private final long[] nanos = new long[RECENT];
  private final long tokensPerStep;
  private long totalNanos;
  private int steps;

  Throughput(long tokensPerStep) {
    this.tokensPerStep = tokensPerStep;
  }

  void step(long stepNanos) {
    nanos[steps % RECENT] = stepNanos;
    totalNanos += stepNanos;
    steps++;
  }

  /// Over the last steps.
  double recent() {
    int count = Math.min(steps, RECENT);
    long sum = 0;
    for (int i = 0; i < count; i++) {
      sum += nanos[i];
    }
    return rate(count, sum);
  }

  /// Over all steps.
  double mean() {
    return rate(steps, totalNanos);
  }

  private double rate(int count, long sum) {
    return sum == 0 ? 0 : tokensPerStep * (double) count / (sum * 1e-9);
  }
}
