package org.peykare.crawler.frontier;

import org.jspecify.annotations.Nullable;
import org.peykare.crawler.url.CrawlUrl;

/// A URL that waits, with what its next fetch needs to know of the last one.
///
/// @param url the URL
/// @param attempts failed attempts since the last success
/// @param fetchedAt when it was last fetched with success, milliseconds; 0 where it never was
/// @param digest first 64 bits of the payload's SHA-1 then
/// @param etag validator of then
/// @param lastModified validator of then
record QueuedUrl(
    CrawlUrl url,
    int attempts,
    long fetchedAt,
    long digest,
    @Nullable String etag,
    @Nullable String lastModified) {

  static QueuedUrl fresh(CrawlUrl url) {
    return new QueuedUrl(url, 0, 0, 0, null, null);
  }

  boolean isFresh() {
    return fetchedAt == 0;
  }

  QueuedUrl failedOnce() {
    return new QueuedUrl(url, attempts + 1, fetchedAt, digest, etag, lastModified);
  }

  /// After a visit: what an answer without a body or no answer leaves unsaid stays as it was.
  QueuedUrl visited(UrlsRecord.Outcome outcome) {
    long at = outcome.at().toEpochMilli();
    return switch (outcome.result()) {
      case FETCHED, NOT_STORED ->
          new QueuedUrl(url, 0, at, outcome.digest(), outcome.etag(), outcome.lastModified());
      case NOT_MODIFIED ->
          new QueuedUrl(
              url,
              0,
              at,
              outcome.digest(),
              outcome.etag() == null ? etag : outcome.etag(),
              outcome.lastModified() == null ? lastModified : outcome.lastModified());
      case REDIRECTED, REFUSED, FAILED ->
          new QueuedUrl(url, 0, isFresh() ? at : fetchedAt, digest, etag, lastModified);
    };
  }

  byte[] toBytes() {
    return new Packer()
        .put(url.kind().ordinal())
        .varint(url.depth())
        .varint(url.hops())
        .varint(attempts)
        .varint(fetchedAt)
        .fixed(digest)
        .string(etag)
        .string(lastModified)
        .string(url.seed())
        .string(url.url().toString())
        .toBytes();
  }

  static QueuedUrl fromBytes(byte[] bytes) {
    Unpacker in = new Unpacker(bytes);
    CrawlUrl.Kind kind = CrawlUrl.Kind.values()[in.next()];
    int depth = in.smallInt();
    int hops = in.smallInt();
    int attempts = in.smallInt();
    long fetchedAt = in.varint();
    long digest = in.fixed();
    String etag = in.stringOrNull();
    String lastModified = in.stringOrNull();
    String seed = in.string();
    CrawlUrl url = new CrawlUrl(TrustedUrl.of(in.string()), kind, depth, hops, seed);
    return new QueuedUrl(url, attempts, fetchedAt, digest, etag, lastModified);
  }

  /// Whether the bytes are of a URL never fetched, without reading the rest.
  static boolean isFresh(byte[] bytes) {
    Unpacker in = new Unpacker(bytes);
    in.next();
    in.varint();
    in.varint();
    in.varint();
    return in.varint() == 0;
  }
}
