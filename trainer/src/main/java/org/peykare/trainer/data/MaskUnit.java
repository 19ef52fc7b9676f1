package org.peykare.trainer.data;

/// What is chosen as a whole when tokens are chosen to be predicted.
public enum MaskUnit {
  /// Each token on its own.
  TOKEN,
  /// All tokens of a word, as the tokenizer's word-start flags tell them (Devlin et al. 2019).
  WORD,
  /// Runs of whole words, 3.8 on average and ten at most (SpanBERT, Joshi et al. 2020).
  SPAN
}
