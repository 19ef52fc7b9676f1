package org.peykare.trainer.loop;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// Tells a loss that no training should learn from: one that is no number, or lies far above the
/// losses of the last steps.
final class LossWatch {
  /// Losses that are remembered, and how many there must be before a spike can be told.
  private static final int WINDOW = 64;

  private static final int LEAST = 16;

  /// The deviation counts as at least this share of the mean: late losses lie close together.
  private static final double LEAST_DEVIATION = 0.05;

  private final double deviations;
  private final Deque<Double> recent = new ArrayDeque<>();

  /// Takes a loss for a spike if it is `deviations` standard deviations above the mean; 0: never.
  LossWatch(double deviations) {
    this.deviations = deviations;
  }

  void restore(List<Double> losses) {
    recent.clear();
    recent.addAll(losses);
  }

  List<Double> recent() {
    return List.copyOf(recent);
  }

  /// Whether a step with this loss and gradient norm may be made.
  boolean good(double loss, double norm) {
    return Double.isFinite(loss) && Double.isFinite(norm) && loss <= highest();
  }

  void accept(double loss) {
    recent.addLast(loss);
    if (recent.size() > WINDOW) {
      recent.removeFirst();
    }
  }

  /// The greatest loss that is no spike.
  double highest() {
    if (deviations == 0 || recent.size() < LEAST) {
      return Double.POSITIVE_INFINITY;
    }
    double mean = recent.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    double squares =
        recent.stream().mapToDouble(loss -> (loss - mean) * (loss - mean)).average().orElseThrow();
    double deviation = Math.max(Math.sqrt(squares), LEAST_DEVIATION * Math.abs(mean));
    return mean + deviations * deviation;
  }
}
