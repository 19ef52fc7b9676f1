package org.peykare.crawler.loop;

import edu.uci.ics.crawler4j.PolitenessServer;
import edu.uci.ics.crawler4j.url.WebURL;
import java.util.concurrent.TimeUnit;
import org.peykare.crawler.fetch.Politeness;

/// crawler4j's `PolitenessServer` over [Politeness]: reserves the host, then says how long to wait.
final class SlotPoliteness implements PolitenessServer {
  private final Politeness politeness;

  SlotPoliteness(Politeness politeness) {
    this.politeness = politeness;
  }

  @Override
  public long applyPoliteness(WebURL url) {
    try {
      long nanos = politeness.reserve(host(url));
      return nanos == 0
          ? NO_POLITENESS_APPLIED
          : TimeUnit.NANOSECONDS.toMillis(nanos + TimeUnit.MILLISECONDS.toNanos(1) - 1);
    } catch (InterruptedException e) {
      throw new LoopInterruptedException(e);
    }
  }

  /// The reserved host was not asked after all.
  void abandon(WebURL url) {
    politeness.abandon(host(url));
  }

  private static String host(WebURL url) {
    return ((LeasedUrl) url).lease().url().host();
  }

  /// An interrupt where crawler4j's signature allows none.
  static final class LoopInterruptedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LoopInterruptedException(InterruptedException cause) {
      super(cause);
      Thread.currentThread().interrupt();
    }
  }
}
