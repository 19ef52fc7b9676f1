package org.peykare.crawler.fetch;

import java.time.Duration;
import org.peykare.formats.url.UrlNormalForm;

/// A [Fetcher] behind [Politeness]: every request of the crawler goes through here.
public final class PoliteFetcher {
  private final Fetcher fetcher;
  private final Politeness politeness;

  /// Joins the two.
  public PoliteFetcher(Fetcher fetcher, Politeness politeness) {
    this.fetcher = fetcher;
    this.politeness = politeness;
  }

  /// Waits for the host's turn and makes the request.
  public Fetch fetch(FetchRequest request) throws InterruptedException {
    politeness.enter(request.url().authority());
    return fetchEntered(request);
  }

  /// Makes the request to a host that was [reserved][Politeness#reserve] and waited for.
  public Fetch fetchReserved(FetchRequest request) {
    politeness.started(request.url().authority());
    return fetchEntered(request);
  }

  private Fetch fetchEntered(FetchRequest request) {
    UrlNormalForm url = request.url();
    try {
      Fetch fetch = fetcher.fetch(request);
      if (fetch instanceof Fetch.Failed failed && failed.retryAfter() != null) {
        pause(url, failed.retryAfter());
      }
      return fetch;
    } finally {
      politeness.leave(url.authority());
    }
  }

  private void pause(UrlNormalForm url, Duration time) {
    politeness.pause(url.authority(), time);
  }
}
