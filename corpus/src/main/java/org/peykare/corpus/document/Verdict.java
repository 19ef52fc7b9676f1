package org.peykare.corpus.document;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.peykare.formats.JsonCodec;

/// What became of one version of a page. Every page gets one.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "verdict")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Verdict.Keep.class, name = "keep"),
  @JsonSubTypes.Type(value = Verdict.Drop.class, name = "drop")
})
public sealed interface Verdict {
  /// JSON, the value of topic `verdicts`.
  JsonCodec<Verdict> CODEC = JsonCodec.of(Verdict.class);

  /// URL in normal form.
  String url();

  /// When the page was fetched (WARC-Date).
  Instant fetched();

  /// Language, where the page came that far.
  @Nullable String lang();

  /// The page is in the corpus.
  ///
  /// @param words words of its text
  /// @param quality where it stands in its language, as in [Document]
  /// @param perplexity the figure behind it
  record Keep(
      String url,
      Instant fetched,
      String lang,
      long words,
      @Nullable QualityBand quality,
      @Nullable Double perplexity)
      implements Verdict {
    /// The verdict on a kept document.
    public static Keep of(Document document) {
      return new Keep(
          document.url(),
          document.fetched(),
          document.lang(),
          document.words(),
          document.quality(),
          document.perplexity());
    }
  }

  /// The page is not in the corpus.
  ///
  /// @param stage the stage that dropped it
  /// @param reason a short constant in kebab-case, for example `too-short`
  /// @param figures the measures that decided, by name, for example `words` and `least`
  /// @param duplicateOf the URL of the kept page that this one repeats
  record Drop(
      String url,
      Instant fetched,
      @Nullable String lang,
      Stage stage,
      String reason,
      Map<String, Double> figures,
      @Nullable String duplicateOf)
      implements Verdict {
    public Drop {
      figures = new TreeMap<>(figures);
    }
  }
}
