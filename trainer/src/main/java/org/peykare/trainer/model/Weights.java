package org.peykare.trainer.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.peykare.trainer.data.SeededRandom;
import org.peykare.trainer.ops.NativeCopy;
import org.peykare.trainer.ops.OpPack;

/// The weights of a model by name, 32-bit, on the device. They live as long as the manager they
/// were made with.
public final class Weights {
  private final Map<String, NDArray> arrays = new LinkedHashMap<>();
  private final List<WeightSpec> specs;

  private Weights(List<WeightSpec> specs) {
    this.specs = List.copyOf(specs);
  }

  /// Weights drawn at random: from a normal distribution cut at the model's cutoff factor, each by
  /// its own generator, so that a weight does not depend on the others.
  public static Weights random(NDManager manager, ModelConfig config, long seed) {
    var weights = new Weights(config.weights());
    double cutoff = config.shape().initializerCutoffFactor();
    for (int i = 0; i < weights.specs.size(); i++) {
      WeightSpec spec = weights.specs.get(i);
      float[] values = new float[Math.toIntExact(spec.size())];
      var random = new SeededRandom(seed, i, 'w');
      for (int j = 0; j < values.length; j++) {
        values[j] = (float) (spec.fill() + spec.deviation() * truncated(random, cutoff));
      }
      weights.arrays.put(spec.name(), NativeCopy.of(manager, values, spec.shape()));
    }
    return weights;
  }

  /// Weights read by name, 32-bit little-endian values.
  public static Weights of(
      NDManager manager, ModelConfig config, Function<String, ByteBuffer> values) {
    var weights = new Weights(config.weights());
    for (WeightSpec spec : weights.specs) {
      weights.arrays.put(
          spec.name(), NativeCopy.of(manager, values.apply(spec.name()), spec.shape()));
    }
    return weights;
  }

  /// Takes over the values of `others`, a model of the same configuration.
  public void copy(OpPack pack, Weights others) {
    try (NDManager manager = pack.newManager()) {
      pack.copy(manager, arrays(), others.arrays());
    }
  }

  private static double truncated(SeededRandom random, double cutoff) {
    double value = random.nextGaussian();
    while (Math.abs(value) > cutoff) {
      value = random.nextGaussian();
    }
    return value;
  }

  /// The weight called `name`.
  public NDArray get(String name) {
    NDArray array = arrays.get(name);
    if (array == null) {
      throw new IllegalArgumentException(
          "Unknown weight: %s (must be one of %s)".formatted(name, arrays.keySet()));
    }
    return array;
  }

  /// Names and shapes, in order.
  public List<WeightSpec> specs() {
    return specs;
  }

  /// The arrays, in order.
  public List<NDArray> arrays() {
    return new ArrayList<>(arrays.values());
  }

  /// Lets gradients flow to all of them.
  public void requireGradients() {
    arrays.values().forEach(array -> array.setRequiresGradient(true));
  }
}
