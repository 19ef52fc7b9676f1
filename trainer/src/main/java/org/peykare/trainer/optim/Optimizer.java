package org.peykare.trainer.optim;

/// Which optimizer makes the steps.
public enum Optimizer {
  /// AdamW (Loshchilov and Hutter 2019).
  ADAMW,
  /// AdamW whose rate falls for a weight while its gradient is far above its second moment
  /// (Wortsman et al. 2023); for trainings without clipping (ModernBERT).
  STABLE_ADAMW
}
