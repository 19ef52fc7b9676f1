package org.peykare.trainer.model;

/// What is computed a second time on the way back instead of being kept.
public enum Recompute {
  /// Nothing: all intermediate results are kept.
  NONE,
  /// Each layer from its input: less memory for about a third more computing.
  LAYERS
}
