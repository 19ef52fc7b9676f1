package org.peykare.trainer.optim;

/// Shape of the learning rate after the warm-up.
public enum Schedule {
  /// Constant, then `peak · (1 − √progress)` over the decay steps (ModernBERT).
  WARMUP_STABLE_DECAY,
  /// Half a cosine down to zero.
  COSINE,
  /// A straight line down to zero.
  LINEAR
}
