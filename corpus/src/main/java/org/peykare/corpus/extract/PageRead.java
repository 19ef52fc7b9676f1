package org.peykare.corpus.extract;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/// What reading a WARC record comes to.
public sealed interface PageRead {
  /// An HTML page.
  ///
  /// @param fetched WARC-Date
  /// @param recordId WARC-Record-ID
  /// @param digest payload digest, `sha1:…`
  /// @param seed id of the seed
  /// @param robots what robots.txt said
  /// @param evidence what may be an opt-out: WARC fields, HTTP headers and meta elements, as `name:
  ///   value`
  /// @param optOutPolicy what the seed says of opt-outs: [WarcFields#KEEP], or null
  /// @param charset the charset the page was in
  /// @param dom the parsed page
  record Page(
      Instant fetched,
      String recordId,
      String digest,
      @Nullable String seed,
      @Nullable String robots,
      List<String> evidence,
      @Nullable String optOutPolicy,
      String charset,
      Document dom)
      implements PageRead {}

  /// Not a page that can be read.
  ///
  /// @param fetched WARC-Date, the epoch where that cannot be read either
  /// @param reason a short constant in kebab-case
  /// @param figures measures behind it
  record Unreadable(Instant fetched, String reason, Map<String, Double> figures)
      implements PageRead {}
}
