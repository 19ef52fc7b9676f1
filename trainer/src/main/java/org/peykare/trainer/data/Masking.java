package org.peykare.trainer.data;

/// Chooses the tokens of a batch that the model has to predict, and hides them; never a special
/// token. The choice follows from the seed and the step alone.
@FunctionalInterface
public interface Masking {
  /// Hides tokens of `batch`, which itself stays as it is.
  ///
  /// @param step number that, with the seed, decides which
  Masked mask(Batch batch, long step);
}
