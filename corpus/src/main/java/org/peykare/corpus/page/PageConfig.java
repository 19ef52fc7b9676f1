package org.peykare.corpus.page;

import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.peykare.corpus.dedup.MinHashConfig;
import org.peykare.corpus.extract.PageLimits;
import org.peykare.corpus.filter.FilterConfig;

/// What the pipeline lets through.
///
/// @param languages languages wanted, ISO 639 codes; empty for all
/// @param honoured opt-outs that drop a page; the others are only recorded
/// @param limits limits on one page
/// @param filter limits of length, repetition and quality
/// @param minHash shape of the near-duplicate signature
public record PageConfig(
    Set<String> languages,
    Set<OptOut> honoured,
    PageLimits limits,
    FilterConfig filter,
    MinHashConfig minHash) {

  public PageConfig {
    for (String language : languages) {
      if (!language.matches("[a-z]{2,3}")) {
        throw new IllegalArgumentException(
            "Invalid corpus.languages entry: %s (must be an ISO 639 code of two or three lower-case letters, for example fa)"
                .formatted(language));
      }
    }
    languages = Set.copyOf(new TreeSet<>(languages));
    honoured = honoured.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(honoured));
  }

  /// All languages, every opt-out honoured.
  public static PageConfig defaults() {
    return new PageConfig(
        Set.of(),
        EnumSet.allOf(OptOut.class),
        PageLimits.defaults(),
        FilterConfig.defaults(),
        MinHashConfig.defaults());
  }

  /// The same with other wanted languages.
  public PageConfig withLanguages(Set<String> wanted) {
    return new PageConfig(wanted, honoured, limits, filter, minHash);
  }

  /// The same with other honoured opt-outs.
  public PageConfig withHonoured(Set<OptOut> optOuts) {
    return new PageConfig(languages, optOuts, limits, filter, minHash);
  }

  /// The same with other filter limits.
  public PageConfig withFilter(FilterConfig other) {
    return new PageConfig(languages, honoured, limits, other, minHash);
  }
}
