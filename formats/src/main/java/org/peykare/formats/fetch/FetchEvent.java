package org.peykare.formats.fetch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.peykare.formats.JsonCodec;

/// What became of one attempt to fetch a URL.
///
/// @param url the URL in normal form
/// @param host its authority (host, and port where it is not the scheme's own)
/// @param at when the attempt began (for a refusal: when it was refused)
/// @param millis how long it took, until the body's last byte; 0 where nothing was sent
/// @param outcome how it ended
/// @param status the HTTP status; 0 where there was none
/// @param bytes body bytes after decoding
/// @param reason for [Outcome#REFUSED], [Outcome#FAILED] and [Outcome#NOT_STORED], why
/// @param location for [Outcome#REDIRECTED], the target as sent
/// @param seed the id of the seed the URL was found from
public record FetchEvent(
    String url,
    String host,
    Instant at,
    long millis,
    Outcome outcome,
    int status,
    long bytes,
    @Nullable String reason,
    @Nullable String location,
    @Nullable String seed) {

  /// JSON, the value of topic `fetches`.
  public static final JsonCodec<FetchEvent> CODEC = JsonCodec.of(FetchEvent.class);

  /// How an attempt ends.
  public enum Outcome {
    /// A 2xx answer whose page went to topic `pages`.
    FETCHED,
    /// 304, or a body equal to the last one: a `revisit` record went to `pages`.
    NOT_MODIFIED,
    /// 3xx: the target is a URL of its own.
    REDIRECTED,
    /// Not requested: robots.txt forbids it or could not be had, the address is private, or the URL
    /// is one of a trap.
    REFUSED,
    /// A 4xx or 5xx answer, or no answer.
    FAILED,
    /// A 2xx answer that is not a page for the corpus: robots.txt, a sitemap, a feed, an image.
    NOT_STORED
  }
}
