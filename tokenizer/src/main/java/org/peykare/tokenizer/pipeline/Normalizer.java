package org.peykare.tokenizer.pipeline;

/// Rewrites text before it is split, keeping track of where each character came from.
public interface Normalizer {
  /// Leaves text as it is.
  Normalizer NONE = NormalizedText::identity;

  /// The normal form of `text` from `from` to `to`.
  NormalizedText normalize(String text, int from, int to);
}
