package org.peykare.trainer.data;

/// What a training asks of the model.
public enum Objective {
  /// A fixed share of the tokens is hidden; the mean loss of those.
  MLM,
  /// Masked diffusion: each sequence has a share t of its own, anywhere from none to all of its
  /// tokens; a token's loss counts 1/t (LLaDA, arXiv 2502.09992). The mean over all tokens is an
  /// upper bound of the negative log-likelihood of the text.
  DIFFUSION
}
