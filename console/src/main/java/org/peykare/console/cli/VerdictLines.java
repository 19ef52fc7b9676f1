package org.peykare.console.cli;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.peykare.corpus.document.QualityBand;
import org.peykare.corpus.document.Verdict;

/// A verdict as a line of JSON {url, kept, stage, reason, duplicate_of, lang}, or as a sentence.
final class VerdictLines {
  private VerdictLines() {}

  static Json json(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Keep keep ->
          new Json()
              .with("url", keep.url())
              .with("kept", true)
              .with("lang", keep.lang())
              .with("words", keep.words())
              .with("quality", bandOf(keep))
              .with("perplexity", keep.perplexity())
              .with("fetched", keep.fetched().toString());
      case Verdict.Drop drop ->
          new Json()
              .with("url", drop.url())
              .with("kept", false)
              .with("stage", drop.stage().name().toLowerCase(Locale.ROOT))
              .with("reason", drop.reason())
              .with("duplicate_of", drop.duplicateOf())
              .with("lang", drop.lang())
              .with("figures", drop.figures())
              .with("fetched", drop.fetched().toString());
    };
  }

  private static @Nullable String bandOf(Verdict.Keep keep) {
    QualityBand band = keep.quality();
    return band == null ? null : band.name().toLowerCase(Locale.ROOT);
  }

  static String sentence(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Keep keep ->
          "kept     %s (%s, %,d words%s)"
              .formatted(
                  keep.url(),
                  keep.lang(),
                  keep.words(),
                  keep.quality() == null
                      ? ""
                      : ", %s, perplexity %,.0f".formatted(bandOf(keep), keep.perplexity()));
      case Verdict.Drop drop ->
          "dropped  %s at %s: %s%s%s"
              .formatted(
                  drop.url(),
                  drop.stage().name().toLowerCase(Locale.ROOT),
                  drop.reason(),
                  drop.figures().isEmpty() ? "" : " " + drop.figures(),
                  drop.duplicateOf() == null ? "" : " of " + drop.duplicateOf());
    };
  }
}
