package org.peykare.crawler.loop;

import edu.uci.ics.crawler4j.crawler.Page;
import edu.uci.ics.crawler4j.crawler.WebCrawler;
import edu.uci.ics.crawler4j.url.WebURL;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.peykare.crawler.fetch.Fetch;
import org.peykare.crawler.robots.RobotsPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One worker of crawler4j's loop. How a fetch ended is kept with its URL and recorded when the
/// loop says that the URL is processed, so the callbacks have nothing more to do.
final class LeaseCrawler extends WebCrawler {
  private static final Logger log = LoggerFactory.getLogger(LeaseCrawler.class);

  private final Admission admission;
  private final Runnable ended;
  private @Nullable LeasedUrl current;

  /// Decides on a URL before it is fetched.
  interface Admission {
    /// The policy of the URL's host; empty where it was only now fetched, and the URL is to wait
    /// for its host's next turn.
    Optional<RobotsPolicy> policy(LeasedUrl url) throws InterruptedException;

    /// Puts the URL back as its host's next.
    void giveBack(LeasedUrl url);

    /// Records that the URL was not requested.
    void refuse(LeasedUrl url, Fetch.Refused refused);

    /// Records that working on the URL broke; without effect where its end is recorded already.
    void broke(LeasedUrl url, Throwable e);
  }

  LeaseCrawler(Admission admission, Runnable ended) {
    this.admission = admission;
    this.ended = ended;
  }

  @Override
  public void run() {
    try {
      super.run();
    } finally {
      LeasedUrl last = current;
      if (last != null && !last.isClosed()) {
        admission.broke(last, new IllegalStateException("the worker ended"));
      }
      ended.run();
    }
  }

  /// The controller restarts and ends crawls by this; ours ends when it is told to.
  @Override
  public boolean isNotWaitingForNewURLs() {
    return true;
  }

  @Override
  protected @Nullable WebURL handleUrlBeforeProcess(WebURL webUrl) {
    LeasedUrl url = (LeasedUrl) webUrl;
    current = url;
    try {
      Optional<RobotsPolicy> policy = admission.policy(url);
      if (policy.isEmpty()) {
        admission.giveBack(url);
        return null;
      }
      if (getMyController().getRobotstxtServer().allows(url, false)) {
        return url;
      }
      admission.refuse(url, refused(url, policy.get()));
      return null;
    } catch (InterruptedException e) {
      admission.giveBack(url);
      Thread.currentThread().interrupt();
      return null;
    } catch (RuntimeException | StackOverflowError e) {
      log.warn("Working on {} ended unexpectedly", url.getURL(), e);
      admission.broke(url, e);
      return null;
    }
  }

  private static Fetch.Refused refused(LeasedUrl url, RobotsPolicy policy) {
    var target = url.lease().url().url();
    return new Fetch.Refused(
        target,
        Instant.now(),
        policy.refusal(target).orElse("robots: disallowed"),
        policy.standing() == RobotsPolicy.Standing.UNREACHABLE ? policy.retryAfter() : null);
  }

  @Override
  protected void onUnexpectedStatusCode(
      String url, int status, String contentType, String description) {
    // In the outcome.
  }

  @Override
  protected void onContentFetchError(Page page, Exception e) {
    // In the outcome.
  }

  @Override
  protected void onParseError(WebURL webUrl, Exception e) {
    log.warn("Links of {} are not read: {}", webUrl.getURL(), e.toString());
  }

  @Override
  protected void onUnhandledException(Page page, Throwable e) {
    if (!(e instanceof InterruptedException)) {
      log.warn("Fetching {} ended unexpectedly", page.getWebURL().getURL(), e);
    }
  }
}
