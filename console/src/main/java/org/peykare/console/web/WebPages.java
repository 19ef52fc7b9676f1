package org.peykare.console.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import org.peykare.console.monitor.CrawlWatch;
import org.peykare.console.platform.Operations;
import org.peykare.console.server.Access;
import org.peykare.console.server.ErrorPage;
import org.peykare.console.server.RouteGroup;

/// The pages of the console, and how it shows errors to people.
public final class WebPages implements RouteGroup, ErrorPage {
  private final Operations operations;
  private final CrawlWatch watch;
  private final SeedProbe probe;
  private final StaticFiles files = StaticFiles.load();
  private final Pages pages = new Pages(files.version());
  private final LiveStream live;

  /// Pages about the platform behind `operations`, whose crawl `watch` follows.
  ///
  /// @param probe looks at a seed's site before it is added
  public WebPages(Operations operations, CrawlWatch watch, SeedProbe probe) {
    this.operations = operations;
    this.watch = watch;
    this.probe = probe;
    this.live = new LiveStream(operations, watch);
  }

  @Override
  public void addTo(RoutesConfig routes, Access access) {
    pages.protect(access);
    files.addTo(routes);
    live.addTo(routes);
    new LoginPage(pages, access).addTo(routes);
    new HomePage(pages, operations, watch).addTo(routes);
    new SeedPages(pages, operations, probe).addTo(routes);
    new CrawlPage(pages, operations, watch).addTo(routes);
    new SnapshotPages(pages, operations).addTo(routes);
    new TrainingPages(pages, operations).addTo(routes);
    new TryPage(pages, operations).addTo(routes);
  }

  @Override
  public void stopping() {
    live.close();
  }

  @Override
  public String html(Context context, int status, String message) {
    return pages.error(context, status, message);
  }
}
