package org.peykare.crawler.loop;

import crawlercommons.filters.basic.BasicURLNormalizer;
import edu.uci.ics.crawler4j.crawler.CrawlConfig;
import edu.uci.ics.crawler4j.crawler.Page;
import edu.uci.ics.crawler4j.fetcher.PageFetchResult;
import edu.uci.ics.crawler4j.fetcher.PageFetcher;
import edu.uci.ics.crawler4j.url.WebURL;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.util.List;
import org.peykare.crawler.fetch.Fetch;
import org.peykare.crawler.fetch.FetchRequest;
import org.peykare.crawler.fetch.PoliteFetcher;
import org.peykare.crawler.frontier.Lease;

/// crawler4j's `PageFetcher` over our own: the base class's HTTP client is shut down unused.
final class LeasePageFetcher extends PageFetcher {
  private final PoliteFetcher fetcher;
  private final SlotPoliteness slots;
  private final Languages languages;

  /// The languages wanted for a seed.
  @FunctionalInterface
  interface Languages {
    List<String> of(String seed);
  }

  LeasePageFetcher(
      CrawlConfig config, SlotPoliteness slots, PoliteFetcher fetcher, Languages languages)
      throws GeneralSecurityException {
    super(config, new BasicURLNormalizer(), slots);
    this.fetcher = fetcher;
    this.slots = slots;
    this.languages = languages;
    super.shutDown();
  }

  /// There was no answer that crawler4j has a place for; how the fetch ended is kept with the URL.
  static final class NoAnswerException extends SocketTimeoutException {
    private static final long serialVersionUID = 1L;

    NoAnswerException(String url) {
      super("no answer from " + url);
    }
  }

  @Override
  public PageFetchResult fetchPage(WebURL webUrl) throws InterruptedException, NoAnswerException {
    LeasedUrl url = (LeasedUrl) webUrl;
    Lease lease = url.lease();
    long wait = getPolitenessServer().applyPoliteness(url);
    if (wait > 0) {
      try {
        Thread.sleep(wait);
      } catch (InterruptedException e) {
        slots.abandon(url);
        throw e;
      }
    }
    if (lease.isRevoked()) {
      slots.abandon(url);
      throw new NoAnswerException(url.getURL());
    }
    Fetch fetch =
        fetcher.fetchReserved(
            new FetchRequest(
                lease.url().url(),
                lease.etag(),
                lease.lastModified(),
                languages.of(lease.url().seed())));
    url.ended(fetch);
    return result(url, fetch);
  }

  private static PageFetchResult result(LeasedUrl url, Fetch fetch) throws NoAnswerException {
    Result result = new Result();
    switch (fetch) {
      case Fetch.Fetched fetched -> {
        result.setStatusCode(fetched.head().status());
        result.setFetchedUrl(url.getURL());
      }
      case Fetch.NotModified _ -> result.setStatusCode(304);
      case Fetch.Redirected redirected -> {
        result.setStatusCode(redirected.status());
        result.setMovedToUrl(redirected.location());
      }
      case Fetch.Failed failed when failed.status() >= 100 && failed.status() < 600 ->
          result.setStatusCode(failed.status());
      case Fetch.Failed _, Fetch.Refused _ -> throw new NoAnswerException(url.getURL());
    }
    return result;
  }

  @Override
  public synchronized void shutDown() {
    // Nothing of the base class is open.
  }

  /// The body is with the URL already.
  private static final class Result extends PageFetchResult {
    Result() {
      super(true);
    }

    @Override
    public boolean fetchContent(Page page, int maxBytes) {
      Fetch.Fetched fetched = (Fetch.Fetched) fetched(page);
      page.setContentType(fetched.head().first("Content-Type").orElse(""));
      page.setContentData(fetched.body());
      return true;
    }

    private static Fetch fetched(Page page) {
      Fetch fetch = ((LeasedUrl) page.getWebURL()).fetch();
      if (fetch == null) {
        throw new IllegalStateException("Not fetched: " + page.getWebURL().getURL());
      }
      return fetch;
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
