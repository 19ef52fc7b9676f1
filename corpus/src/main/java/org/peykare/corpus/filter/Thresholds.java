package org.peykare.corpus.filter;

/// Thresholds for one language; see `thresholds.json` for the sources.
///
/// @param source where the figures come from
public record Thresholds(String source) {
  /// The built-in thresholds for a language; neutral ones for a language without data.
  public static Thresholds of(String language) {
    return new Thresholds(language);
  }
}
