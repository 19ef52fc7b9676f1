package org.peykare.console.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.peykare.console.monitor.CrawlView;
import org.peykare.console.monitor.CrawlWatch;
import org.peykare.console.platform.Operations;
import org.peykare.console.web.view.Bar;
import org.peykare.console.web.view.Chart;
import org.peykare.console.web.view.CrawlPageView;
import org.peykare.console.web.view.Texts;
import org.peykare.corpus.document.Verdict;
import org.peykare.formats.run.CrawlOrder;
import org.peykare.formats.status.HostStatus;

/// How the crawl stands, live; pause and resume; what became of a URL.
final class CrawlPage {
  private static final int HOSTS = 100;
  private static final int OUTCOMES = 12;

  private final Pages pages;
  private final Operations operations;
  private final CrawlWatch watch;

  CrawlPage(Pages pages, Operations operations, CrawlWatch watch) {
    this.pages = pages;
    this.operations = operations;
    this.watch = watch;
  }

  void addTo(RoutesConfig routes) {
    routes.get("/crawl", this::show);
    routes.get("/crawl/live", this::live);
    routes.get(
        "/crawl/hosts", context -> pages.part(context, "hostsLive", Map.of("view", view(context))));
    routes.get("/crawl/url", this::verdict);
    routes.post("/crawl/pause", context -> order(context, CrawlOrder.Wanted.PAUSE));
    routes.post("/crawl/resume", context -> order(context, CrawlOrder.Wanted.RUN));
  }

  private void show(Context context) {
    pages.show(
        context,
        "crawl",
        "crawl",
        Pages.texts(context).of("crawl.title"),
        Map.of("view", view(context)));
  }

  private void live(Context context) {
    pages.part(context, "crawlLive", Map.of("view", view(context)));
  }

  private void order(Context context, CrawlOrder.Wanted wanted) {
    operations.orderCrawl(wanted);
    if (context.header("HX-Request") == null) {
      pages.done(context, "/crawl", wanted == CrawlOrder.Wanted.PAUSE ? "paused" : "resumed");
    } else {
      live(context);
    }
  }

  private void verdict(Context context) {
    String asked = context.queryParam("url");
    String url = asked == null ? "" : asked.strip();
    Optional<Verdict> verdict = url.isEmpty() ? Optional.empty() : operations.why(url);
    Map<String, Object> values = new HashMap<>();
    values.put("url", url);
    values.put("verdict", verdict);
    if (context.header("HX-Request") == null) {
      String title = Pages.texts(context).of("url.title");
      pages.show(context, "url", "crawl", title, values);
    } else {
      pages.part(context, "urlVerdict", values);
    }
  }

  private CrawlPageView view(Context context) {
    Texts texts = Pages.texts(context);
    CrawlView crawl = watch.view();
    String asked = context.queryParam("host");
    String filter = asked == null ? "" : asked.strip().toLowerCase(Locale.ROOT);
    List<HostStatus> hosts = hosts(crawl);
    return new CrawlPageView(
        crawl,
        operations.crawlWanted(),
        operations.seeds().size(),
        Chart.overTime(
            texts,
            texts.of("crawl.rate.label", texts.decimal(crawl.rate(), 2)),
            crawl.rates(),
            texts.of("crawl.rate.start"),
            texts.of("crawl.now")),
        Chart.overTime(
            texts,
            texts.of("crawl.hours.label", crawl.newPages()),
            crawl.hours().stream().map(hour -> (double) hour.pages()).toList(),
            crawl.hours().isEmpty() ? "" : texts.hour(crawl.hours().getFirst().start()),
            texts.of("crawl.now")),
        Bar.of(texts, crawl.outcomes(), OUTCOMES, name -> outcome(texts, name)),
        operations.corpus(),
        hosts.stream()
            .filter(host -> host.host().contains(filter))
            .limit(HOSTS)
            .map(host ->
                new CrawlPageView.Host(
                    host, watch.hostEvents(host.host()).stream().findFirst().orElse(null)))
            .toList(),
        hosts.size(),
        filter);
  }

  /// The hosts of all living crawlers: first those that fetch, then the longest queues.
  private static List<HostStatus> hosts(CrawlView crawl) {
    return crawl.alive("crawler").stream()
        .flatMap(crawler -> crawler.hosts().stream())
        .sorted(
            Comparator.comparing(HostStatus::state)
                .thenComparing(Comparator.comparingLong(HostStatus::queued).reversed())
                .thenComparing(HostStatus::host))
        .toList();
  }

  /// `fetched/200` in words.
  private static String outcome(Texts texts, String name) {
    int slash = name.indexOf('/');
    String detail = name.substring(slash + 1);
    return texts.of(
        "outcome.with",
        texts.name("outcome", name.substring(0, slash)),
        detail.matches("\\d+") ? "HTTP " + detail : texts.name("outcome.reason", detail));
  }
}
