package org.peykare.crawler.fetch;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import org.peykare.formats.url.UrlNormalForm;

/// A [Fetcher] behind [Politeness]: every request of the crawler goes through here. A host that
/// says that it is busy (429, 503) is left alone for as long as it asks; where it does not say how
/// long, for a pause that doubles each time until it answers, up to twenty times the first.
public final class PoliteFetcher {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
  private static final int LONGEST_PAUSE = 20;

  private final Fetcher fetcher;
  private final Politeness politeness;
  private final Duration firstPause;

  /// The next pause of each host that was busy when it was last asked, in first pauses.
  private final ConcurrentHashMap<String, Integer> busy = new ConcurrentHashMap<>();

  /// Joins the two, with a first pause of 30 seconds.
  public PoliteFetcher(Fetcher fetcher, Politeness politeness) {
    this(fetcher, politeness, FIRST_PAUSE);
  }

  /// Joins the two.
  ///
  /// @param firstPause pause of a busy host that does not say how long
  public PoliteFetcher(Fetcher fetcher, Politeness politeness, Duration firstPause) {
    this.firstPause = firstPause;
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
      Fetch fetch = withPause(url.authority(), fetcher.fetch(request));
      if (fetch instanceof Fetch.Failed failed && failed.retryAfter() != null) {
        pause(url, failed.retryAfter());
      }
      return fetch;
    } finally {
      politeness.leave(url.authority());
    }
  }

  private Fetch withPause(String host, Fetch fetch) {
    if (!(fetch instanceof Fetch.Failed failed)) {
      busy.remove(host);
      return fetch;
    }
    boolean isBusy = failed.status() == 429 || failed.status() == 503;
    if (!isBusy || failed.retryAfter() != null) {
      return fetch;
    }
    int pauses = busy.getOrDefault(host, 1);
    busy.put(host, Math.min(2 * pauses, LONGEST_PAUSE));
    return new Fetch.Failed(
        failed.url(),
        failed.at(),
        failed.millis(),
        failed.status(),
        failed.reason(),
        failed.again(),
        firstPause.multipliedBy(pauses));
  }

  private void pause(UrlNormalForm url, Duration time) {
    politeness.pause(url.authority(), time);
  }
}
