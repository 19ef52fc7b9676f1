package org.peykare.trainer.plan;

import org.jspecify.annotations.Nullable;

/// What a training is to run on, and what is known of its speed and price.
///
/// @param kind of GPU
/// @param gpus number of them
/// @param utilization share of the peak that the model's operations reach; missing: by the model's
///   size, see [#utilization(ModelSize)]
/// @param tokensPerSecond measured for this very model on one GPU; counts more than utilization
/// @param dollarsPerHour of one GPU; missing: as the kind
public record Hardware(
    Accelerator kind,
    int gpus,
    @Nullable Double utilization,
    @Nullable Double tokensPerSecond,
    @Nullable Double dollarsPerHour) {

  private static final double LARGE = 1e9;
  private static final double SMALL_UTILIZATION = 0.28;
  private static final double LARGE_UTILIZATION = 0.43;

  public Hardware {
    above(gpus, 1, "number of GPUs");
    if (utilization != null && !(utilization > 0 && utilization <= 1)) {
      throw new IllegalArgumentException(
          "Invalid utilization: %s (must be above 0 up to 1)".formatted(utilization));
    }
    above(tokensPerSecond, Double.MIN_VALUE, "tokens per second");
    above(dollarsPerHour, 0, "price per GPU and hour");
  }

  private static void above(@Nullable Number value, double least, String name) {
    if (value != null && !(value.doubleValue() >= least && value.doubleValue() < 1e18)) {
      throw new IllegalArgumentException(
          "Invalid %s: %s (must be %s or more)"
              .formatted(name, value, least < 1 ? "above 0" : Math.round(least)));
    }
  }

  /// One GPU of a kind, with what the tables say.
  public static Hardware of(Accelerator kind) {
    return new Hardware(kind, 1, null, null, null);
  }

  /// The share of the peak to reckon with. Where none was given: 28 % for encoders below a billion
  /// weights (Ettin's published 295,000 tokens/s of 150M on an H100), 43 % beyond (Llama-2-70B's
  /// published 1,720,320 A100-hours).
  public double utilization(ModelSize model) {
    if (tokensPerSecond != null) {
      return tokensPerSecond * model.flopsPerToken() / kind.peakFlops();
    }
    if (utilization != null) {
      return utilization;
    }
    return model.parameters() < LARGE ? SMALL_UTILIZATION : LARGE_UTILIZATION;
  }

  /// Of one GPU, in dollars; null where neither given nor known.
  @Nullable Double price() {
    return dollarsPerHour != null ? dollarsPerHour : kind.dollarsPerHour();
  }
}
