package org.peykare.crawler.loop;

import edu.uci.ics.crawler4j.frontier.DocIDServer;
import edu.uci.ics.crawler4j.frontier.Frontier;
import edu.uci.ics.crawler4j.frontier.FrontierConfiguration;
import edu.uci.ics.crawler4j.url.WebURL;
import edu.uci.ics.crawler4j.url.WebURLFactory;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.peykare.crawler.fetch.Fetch;
import org.peykare.crawler.frontier.Lease;

/// crawler4j's `Frontier` over leases: giving one out waits until a URL's turn has come, and
/// "processed" means that the outcome is recorded. URLs are scheduled by outcomes alone, so nothing
/// is scheduled here, and documents are named by URL, not number.
final class LeaseFrontier implements Frontier, FrontierConfiguration, DocIDServer {
  private static final Duration WAIT = Duration.ofSeconds(1);

  private final org.peykare.crawler.frontier.Frontier frontier;
  private final Recorder recorder;

  LeaseFrontier(org.peykare.crawler.frontier.Frontier frontier, Recorder recorder) {
    this.frontier = frontier;
    this.recorder = recorder;
  }

  @Override
  public void getNextURLs(int max, List<WebURL> result) {
    try {
      while (!frontier.isFinished()) {
        Lease lease = frontier.take(WAIT);
        if (lease != null) {
          result.add(new LeasedUrl(lease));
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Called once for every URL that was worked on.
  @Override
  public void setProcessed(WebURL webUrl) {
    LeasedUrl url = (LeasedUrl) webUrl;
    if (!url.close()) {
      return;
    }
    Fetch fetch = url.fetch();
    boolean brokenOff = frontier.isFinished() || url.lease().isRevoked();
    if (fetch == null || brokenOff && !(fetch instanceof Fetch.Fetched)) {
      // Not fetched, or broken off by the end of the crawl or a move of the host: it stays queued.
      frontier.giveBack(url.lease());
      return;
    }
    try {
      recorder.record(url.lease(), fetch, url.found());
    } finally {
      frontier.done(url.lease());
    }
  }

  void giveBack(LeasedUrl url) {
    if (url.close()) {
      frontier.giveBack(url.lease());
    }
  }

  @Override
  public boolean isFinished() {
    return frontier.isFinished();
  }

  @Override
  public void finish() {
    frontier.finish();
  }

  /// The controller ends the crawl when the queue is empty; ours ends when it is told to.
  @Override
  public long getQueueLength() {
    return frontier.isFinished() ? 0 : Math.max(1, frontier.figures().fresh());
  }

  @Override
  public long getNumberOfAssignedPages() {
    return frontier.figures().inFlight();
  }

  @Override
  public long getNumberOfProcessedPages() {
    return 0;
  }

  @Override
  public long getNumberOfScheduledPages() {
    return frontier.figures().fresh();
  }

  @Override
  public void schedule(WebURL url) {
    throw new UnsupportedOperationException("URLs are scheduled by outcomes");
  }

  /// Called for every page with the links that [LinkParser] left to crawler4j: none.
  @Override
  public void scheduleAll(List<WebURL> urls) {
    urls.forEach(this::schedule);
  }

  @Override
  public void close() {
    // Closed by its owner.
  }

  @Override
  public DocIDServer getDocIDServer() {
    return this;
  }

  @Override
  public Frontier getFrontier() {
    return this;
  }

  @Override
  public @Nullable WebURLFactory getWebURLFactory() {
    return null;
  }

  @Override
  public int getDocId(String url) {
    return -1;
  }

  @Override
  public int getNewDocID(String url) {
    return 0;
  }

  @Override
  public void addUrlAndDocId(String url, int docId) {
    throw new UnsupportedOperationException("Documents are named by URL");
  }

  @Override
  public boolean isSeenBefore(String url) {
    return false;
  }

  @Override
  public int getDocCount() {
    return 0;
  }
}
