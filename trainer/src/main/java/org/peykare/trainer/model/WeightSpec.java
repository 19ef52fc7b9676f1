package org.peykare.trainer.model;

import java.util.Arrays;

/// Name, shape and start of one weight.
///
/// @param fill value it starts with, where `deviation` is 0
/// @param deviation standard deviation of the normal distribution it is drawn from
public record WeightSpec(String name, long[] shape, double fill, double deviation) {

  /// A weight that starts random.
  static WeightSpec normal(String name, double deviation, long... shape) {
    return new WeightSpec(name, shape, 0, deviation);
  }

  /// A weight that starts as ones.
  static WeightSpec ones(String name, long... shape) {
    return new WeightSpec(name, shape, 1, 0);
  }

  /// A weight that starts as zeros.
  static WeightSpec zeros(String name, long... shape) {
    return new WeightSpec(name, shape, 0, 0);
  }

  /// Number of values.
  public long size() {
    return Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }

  /// Whether weight decay applies: to matrices, not to norms and biases.
  public boolean decays() {
    return shape.length > 1;
  }
}
