package org.peykare.corpus.filter;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.peykare.corpus.boilerplate.BoilerplateLimits;
import org.peykare.corpus.document.QualityBand;

/// Limits of the filters.
///
/// @param leastWords fewest words of a kept text
/// @param mostWords most words of a kept text
/// @param listingEntries from so many entries that lead elsewhere on, a page may be a listing
/// @param listingStretch a page whose longest stretch of text without such an entry is at most this
///   share of it is one
/// @param unwantedWords most share of words that stand in pornography or spam
/// @param qualityLeast worst band of quality that is kept; texts of a language without a model have
///   none and are kept
/// @param boilerplate when a line that recurs on a host is left out of later pages
/// @param masked kinds of personal data that are masked in kept texts
/// @param languages thresholds for single languages, in place of the built-in ones
public record FilterConfig(
    long leastWords,
    long mostWords,
    int listingEntries,
    double listingStretch,
    double unwantedWords,
    QualityBand qualityLeast,
    BoilerplateLimits boilerplate,
    Set<PersonalData.Kind> masked,
    Map<String, Thresholds> languages) {

  public FilterConfig {
    if (leastWords < 1 || mostWords < leastWords) {
      throw new IllegalArgumentException(
          "Invalid corpus.filter.least-words..most-words: %d..%d (must be 1 or more, and in this order)"
              .formatted(leastWords, mostWords));
    }
    if (listingEntries < 1) {
      throw new IllegalArgumentException(
          "Invalid corpus.filter.listing-entries: %d (must be 1 or more)"
              .formatted(listingEntries));
    }
    if (!(listingStretch >= 0 && listingStretch <= 1)) {
      throw new IllegalArgumentException(
          "Invalid corpus.filter.listing-stretch: %s (must be 0 to 1; 0 only for pages of links alone)"
              .formatted(listingStretch));
    }
    if (!(unwantedWords >= 0 && unwantedWords <= 1)) {
      throw new IllegalArgumentException(
          "Invalid corpus.filter.unwanted-words: %s (must be 0 to 1)".formatted(unwantedWords));
    }
    masked = Set.copyOf(masked);
    languages = Map.copyOf(languages);
  }

  /// 50 to 100,000 words (Gopher), listings from 3 entries on, all personal data masked, built-in
  /// thresholds.
  public static FilterConfig defaults() {
    return new FilterConfig(
        50,
        100_000,
        3,
        .4,
        .02,
        QualityBand.TAIL,
        BoilerplateLimits.defaults(),
        EnumSet.allOf(PersonalData.Kind.class),
        Map.of());
  }

  /// The same with another least length.
  public FilterConfig withLeastWords(long words) {
    return new FilterConfig(
        words,
        mostWords,
        listingEntries,
        listingStretch,
        unwantedWords,
        qualityLeast,
        boilerplate,
        masked,
        languages);
  }

  /// The same with other thresholds for single languages.
  public FilterConfig withLanguages(Map<String, Thresholds> other) {
    return new FilterConfig(
        leastWords,
        mostWords,
        listingEntries,
        listingStretch,
        unwantedWords,
        qualityLeast,
        boilerplate,
        masked,
        other);
  }

  /// The same with one value changed, by its name in `peykare.yaml` below `corpus.filter`:
  /// `least-words`, `mask` (kinds of personal data, or none), or a threshold of one language such
  /// as `fa.ended-lines`.
  ///
  /// @throws IllegalArgumentException where there is no such value, or `value` is none
  public FilterConfig with(String name, String value) {
    return FilterKeys.with(this, name, value);
  }

  /// The thresholds for a language.
  public Thresholds thresholds(String language) {
    Thresholds own = languages.get(language);
    return own != null ? own : Thresholds.of(language);
  }
}
