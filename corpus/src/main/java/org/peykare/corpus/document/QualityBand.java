package org.peykare.corpus.document;

/// Where a document stands among those of its language, by how well a language model that learned
/// from the corpus itself predicts it: each band was a third of the corpus when the model was made.
public enum QualityBand {
  /// Predicted best.
  HEAD,
  /// Neither.
  MIDDLE,
  /// Predicted worst: lists of names, broken text, odd language.
  TAIL;

  /// Whether this is at least as good as `other`.
  public boolean isAtLeast(QualityBand other) {
    return compareTo(other) <= 0;
  }
}
