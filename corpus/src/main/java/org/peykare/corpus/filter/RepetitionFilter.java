package org.peykare.corpus.filter;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Rejects texts that repeat lines, paragraphs or word n-grams (Gopher, with FineWeb-2's thresholds
/// per language). Title and lead are left out.
public final class RepetitionFilter {
  /// Share of characters in repeated lines, and in repeated paragraphs (Gopher).
  private static final double DUPLICATE_CHARACTERS = .2;

  /// Share of repeated paragraphs (Gopher).
  private static final double DUPLICATE_PARAGRAPHS = .3;

  private final FilterConfig config;

  /// A filter with these thresholds.
  public RepetitionFilter(FilterConfig config) {
    this.config = config;
  }

  /// Why the text is rejected, if it is.
  public Optional<Rejection> check(String text, @Nullable String title, String lang) {
    Thresholds thresholds = config.thresholds(lang);
    String body = Body.of(text, title);
    Optional<Rejection> lines = checkLines(body, thresholds);
    return lines.isPresent() ? lines : checkNgrams(body, thresholds);
  }

  private static Optional<Rejection> checkLines(String body, Thresholds thresholds) {
    Repeats paragraphs = Repeats.of(body, "\n\n");
    if (paragraphs.parts() > DUPLICATE_PARAGRAPHS) {
      return above("duplicate-paragraphs", paragraphs.parts(), DUPLICATE_PARAGRAPHS);
    }
    if (paragraphs.characters() > DUPLICATE_CHARACTERS) {
      return above("duplicate-paragraph-characters", paragraphs.characters(), DUPLICATE_CHARACTERS);
    }
    Repeats lines = Repeats.of(body, "\n");
    if (lines.parts() > thresholds.duplicateLines()) {
      return above("duplicate-lines", lines.parts(), thresholds.duplicateLines());
    }
    if (lines.characters() > DUPLICATE_CHARACTERS) {
      return above("duplicate-line-characters", lines.characters(), DUPLICATE_CHARACTERS);
    }
    return Optional.empty();
  }

  private static Optional<Rejection> checkNgrams(String body, Thresholds thresholds) {
    Ngrams ngrams = Ngrams.of(Words.of(body));
    List<Double> top = thresholds.topNgrams();
    for (int i = 0; i < top.size(); i++) {
      int words = Thresholds.SHORTEST_TOP + i;
      double share = ngrams.topShare(words);
      if (share > top.get(i)) {
        return above("top-" + words + "-gram", share, top.get(i));
      }
    }
    List<Double> duplicates = thresholds.duplicateNgrams();
    for (int i = 0; i < duplicates.size(); i++) {
      int words = Thresholds.SHORTEST_DUPLICATE + i;
      double share = ngrams.duplicateShare(words);
      if (share > duplicates.get(i)) {
        return above("duplicate-" + words + "-grams", share, duplicates.get(i));
      }
    }
    return Optional.empty();
  }

  private static Optional<Rejection> above(String reason, double share, double most) {
    return Optional.of(Rejection.above(reason, "share", share, most));
  }

  /// Share of the parts that repeat an earlier one, and of the characters in them.
  private record Repeats(double parts, double characters) {
    static Repeats of(String body, String separator) {
      Set<String> seen = new HashSet<>();
      int all = 0;
      int repeated = 0;
      int characters = 0;
      for (String part : body.split(separator, -1)) {
        if (part.isBlank()) {
          continue;
        }
        all++;
        if (!seen.add(part)) {
          repeated++;
          characters += part.length();
        }
      }
      return all == 0
          ? new Repeats(0, 0)
          : new Repeats((double) repeated / all, (double) characters / body.length());
    }
  }
}
