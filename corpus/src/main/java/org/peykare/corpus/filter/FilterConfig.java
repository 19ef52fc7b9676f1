package org.peykare.corpus.filter;

import java.util.Map;

/// Limits of the filters.
///
/// @param leastWords fewest words of a kept text
/// @param mostWords most words of a kept text
/// @param languages thresholds for single languages, in place of the built-in ones
public record FilterConfig(long leastWords, long mostWords, Map<String, Thresholds> languages) {
  public FilterConfig {
    if (leastWords < 1 || mostWords < leastWords) {
      throw new IllegalArgumentException(
          "Invalid corpus.filter.least-words..most-words: %d..%d (must be 1 or more, and in this order)"
              .formatted(leastWords, mostWords));
    }
    languages = Map.copyOf(languages);
  }

  /// 50 to 100,000 words (Gopher), built-in thresholds.
  public static FilterConfig defaults() {
    return new FilterConfig(50, 100_000, Map.of());
  }

  /// The same with another least length.
  public FilterConfig withLeastWords(long words) {
    return new FilterConfig(words, mostWords, languages);
  }

  /// The thresholds for a language.
  public Thresholds thresholds(String language) {
    Thresholds own = languages.get(language);
    return own != null ? own : Thresholds.of(language);
  }
}
