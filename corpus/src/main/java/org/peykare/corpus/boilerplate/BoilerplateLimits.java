package org.peykare.corpus.boilerplate;

/// When a line of a host is boilerplate.
///
/// @param documents fewest documents of the host that have it
/// @param share least share of the host's documents that have it
public record BoilerplateLimits(int documents, double share) {
  public BoilerplateLimits {
    if (documents < 2) {
      throw new IllegalArgumentException(
          "Invalid corpus.filter.boilerplate-documents: %d (must be 2 or more)"
              .formatted(documents));
    }
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "Invalid corpus.filter.boilerplate-share: %s (must be above 0, at most 1)"
              .formatted(share));
    }
  }

  /// 10 documents and a fifth of the host's.
  public static BoilerplateLimits defaults() {
    return new BoilerplateLimits(10, .2);
  }
}
