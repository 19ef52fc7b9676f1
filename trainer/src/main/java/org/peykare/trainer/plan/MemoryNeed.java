package org.peykare.trainer.plan;

import org.jspecify.annotations.Nullable;

/// Bytes that a training holds at its peak.
///
/// @param weights 32 bits each
/// @param gradients 32 bits each
/// @param optimizer AdamW's two moments, 32 bits each
/// @param activations of one step; missing where only the number of weights is known
public record MemoryNeed(long weights, long gradients, long optimizer, @Nullable Long activations) {

  /// Of the native library and its workspaces.
  private static final long LIBRARY = 1L << 30;

  /// The needs of `model` with `sequences` sequences at once and `valueBytes` bytes per value in
  /// its layers.
  static MemoryNeed of(ModelSize model, int sequences, int valueBytes) {
    long weights = Float.BYTES * model.parameters();
    Long activations =
        switch (model) {
          case ModelSize.Encoder encoder ->
              encoder.activationBytes((long) sequences * encoder.sequenceLength(), valueBytes);
          case ModelSize.Parameters _ -> null;
        };
    return new MemoryNeed(weights, weights, 2 * weights, activations);
  }

  /// Weights, gradients and optimizer.
  public long state() {
    return weights + gradients + optimizer;
  }

  /// All that is known.
  public long total() {
    return state() + (activations == null ? 0 : activations);
  }

  Fit fit(Accelerator kind, int gpus) {
    if (total() + LIBRARY <= kind.memoryBytes()) {
      return Fit.FITS;
    }
    long rest = total() - state();
    if (state() / gpus + rest + LIBRARY <= kind.memoryBytes()) {
      return Fit.FITS_SHARDED;
    }
    return Fit.TOO_LARGE;
  }

  /// Whether a GPU's memory is enough.
  public enum Fit {
    /// On each GPU as a whole.
    FITS,
    /// Only where weights, gradients and optimizer are spread over all GPUs.
    FITS_SHARDED,
    /// Not at all.
    TOO_LARGE
  }
}
