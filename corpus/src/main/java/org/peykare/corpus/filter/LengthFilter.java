package org.peykare.corpus.filter;

import java.util.Optional;

/// Rejects texts that are too short to say much, or too long to be one text.
public final class LengthFilter {
  private final FilterConfig config;

  /// A filter with these limits.
  public LengthFilter(FilterConfig config) {
    this.config = config;
  }

  /// Why a text of `words` words is rejected, if it is.
  public Optional<Rejection> check(long words) {
    if (words < config.leastWords()) {
      return Optional.of(
          Rejection.below("too-short", "words", (double) words, (double) config.leastWords()));
    }
    if (words > config.mostWords()) {
      return Optional.of(
          Rejection.above("too-long", "words", (double) words, (double) config.mostWords()));
    }
    return Optional.empty();
  }
}
