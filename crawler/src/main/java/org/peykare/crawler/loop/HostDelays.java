package org.peykare.crawler.loop;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.peykare.crawler.fetch.FetchConfig;
import org.peykare.crawler.fetch.Fetcher;
import org.peykare.crawler.fetch.Politeness;
import org.peykare.crawler.frontier.Turns;
import org.peykare.crawler.robots.RobotsCache;
import org.peykare.crawler.robots.RobotsPolicy;
import org.peykare.crawler.url.CrawlUrl;
import org.peykare.crawler.url.Scope;

/// How long to wait between requests to a URL's host: as its seed says, else the crawl, or as long
/// as robots.txt asks where that is longer. Looked up each time, so that a change of a seed counts
/// at once.
public final class HostDelays implements Turns {
  private final RobotsCache robots;
  private final Politeness politeness;
  private final Fetcher fetcher;
  private final Supplier<Scope> scope;
  private final FetchConfig config;
  private final Duration defaultDelay;

  /// @param scope the scope of the moment
  /// @param defaultDelay delay of hosts whose seed names none
  public HostDelays(
      RobotsCache robots,
      Politeness politeness,
      Fetcher fetcher,
      Supplier<Scope> scope,
      FetchConfig config,
      Duration defaultDelay) {
    this.robots = robots;
    this.politeness = politeness;
    this.fetcher = fetcher;
    this.scope = scope;
    this.config = config;
    this.defaultDelay = defaultDelay;
  }

  @Override
  public Duration delay(CrawlUrl url) {
    Duration asked =
        scope
            .get()
            .seed(url.seed())
            .flatMap(seed -> Optional.ofNullable(seed.delay()))
            .orElse(defaultDelay);
    Duration own = config.delay(url.host(), asked);
    Duration robotsTxt =
        robots.cached(url.url()).map(RobotsPolicy::crawlDelay).orElse(Duration.ZERO);
    return robotsTxt.compareTo(own) > 0 ? robotsTxt : own;
  }

  @Override
  public long nextStart(CrawlUrl url) {
    politeness.setDelay(url.host(), delay(url));
    return politeness.nextStart(url.host());
  }

  @Override
  public void pause(String host, Duration time) {
    politeness.pause(host, time);
  }

  @Override
  public void breakOff(String host) {
    fetcher.cancel(host);
  }
}
