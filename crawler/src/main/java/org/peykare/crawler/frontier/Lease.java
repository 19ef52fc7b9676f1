package org.peykare.crawler.frontier;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.peykare.crawler.url.CrawlUrl;

/// A URL handed out to be fetched. It stays queued until the outcome of its fetch is in topic
/// `urls`, so a crash gives it out again.
public final class Lease {
  private final QueuedUrl queued;
  private final long hostHash;
  private final long urlHash;
  private final int partition;
  private volatile boolean revoked;

  Lease(QueuedUrl queued, long hostHash, long urlHash, int partition) {
    this.queued = queued;
    this.hostHash = hostHash;
    this.urlHash = urlHash;
    this.partition = partition;
  }

  /// What to fetch.
  public CrawlUrl url() {
    return queued.url();
  }

  /// Failed attempts since the last success.
  public int attempts() {
    return queued.attempts();
  }

  /// When it was last fetched with success; empty where it never was.
  public @Nullable Instant fetchedAt() {
    return queued.isFresh() ? null : Instant.ofEpochMilli(queued.fetchedAt());
  }

  /// First 64 bits of the payload's SHA-1 then.
  public long digest() {
    return queued.digest();
  }

  /// Validator of the last fetch.
  public @Nullable String etag() {
    return queued.etag();
  }

  /// Validator of the last fetch.
  public @Nullable String lastModified() {
    return queued.lastModified();
  }

  /// Whether the URL has gone to another crawler: it must not be requested any more.
  public boolean isRevoked() {
    return revoked;
  }

  void revoke() {
    revoked = true;
  }

  QueuedUrl queued() {
    return queued;
  }

  long hostHash() {
    return hostHash;
  }

  long urlHash() {
    return urlHash;
  }

  int partition() {
    return partition;
  }

  /// Names the URL among all.
  long key() {
    return UrlHash.join(hostHash, urlHash);
  }

  @Override
  public String toString() {
    return "Lease[" + url().url() + "]";
  }
}
