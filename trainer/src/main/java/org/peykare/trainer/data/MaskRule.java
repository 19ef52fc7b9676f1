package org.peykare.trainer.data;

/// What becomes of a token that was chosen to be predicted.
public enum MaskRule {
  /// 80 % become the mask token, 10 % a random token, 10 % stay (Devlin et al. 2018).
  BERT,
  /// All become the mask token (NeoBERT, masked diffusion).
  ALL_MASK
}
