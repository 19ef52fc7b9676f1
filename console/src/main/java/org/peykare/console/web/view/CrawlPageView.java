package org.peykare.console.web.view;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.peykare.console.monitor.CrawlView;
import org.peykare.corpus.CorpusStatus;
import org.peykare.formats.fetch.FetchEvent;
import org.peykare.formats.run.CrawlOrder;
import org.peykare.formats.status.HostStatus;

/// The crawl page.
///
/// @param crawl how the crawl stands
/// @param wanted what the operator wants of it
/// @param seeds how many seeds there are
/// @param rate new pages per second
/// @param hourly new pages per hour
/// @param outcomes attempts by what became of them
/// @param corpus counts of the corpus stream
/// @param hosts the hosts shown
/// @param hostCount hosts that the crawlers tell of
/// @param filter part of a host's name that was asked for
public record CrawlPageView(
    CrawlView crawl,
    CrawlOrder.Wanted wanted,
    int seeds,
    Chart rate,
    Chart hourly,
    List<Bar> outcomes,
    CorpusStatus corpus,
    List<Host> hosts,
    int hostCount,
    String filter) {
  /// A host, and the last attempt at it.
  public record Host(HostStatus status, @Nullable FetchEvent last) {}

  /// Whether the operator wants the crawl to pause.
  public boolean paused() {
    return wanted == CrawlOrder.Wanted.PAUSE;
  }
}
