package org.peykare.formats.run;

import java.time.Instant;
import org.peykare.formats.JsonCodec;

/// What the operator wants of all crawlers. Key on topic `commands`: `crawl`.
///
/// @param wanted what is wanted
/// @param at since when
public record CrawlOrder(Wanted wanted, Instant at) {
  /// JSON, a value of topic `commands`.
  public static final JsonCodec<CrawlOrder> CODEC = JsonCodec.of(CrawlOrder.class);

  /// Key on topic `commands`.
  public static final String KEY = "crawl";

  /// What is wanted of the crawlers.
  public enum Wanted {
    /// Fetch.
    RUN,
    /// Give out no URLs; what is in flight ends.
    PAUSE
  }
}
