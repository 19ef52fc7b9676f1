package org.peykare.console.node;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.peykare.console.platform.Layout;
import org.peykare.console.settings.Settings;
import org.peykare.crawler.CrawlConfig;
import org.peykare.crawler.CrawlStatus;
import org.peykare.crawler.Crawler;
import org.peykare.crawler.fetch.FetchConfig;
import org.peykare.crawler.fetch.ResolveRule;

/// Crawls what the seeds say.
record CrawlerRole(String instance, CrawlConfig config) implements Role {
  /// The crawler of a working directory.
  ///
  /// @throws IllegalArgumentException when the settings do not allow a crawl
  static CrawlerRole of(
      String bootstrapServers, Layout layout, Settings settings, String instance) {
    CrawlConfig config =
        CrawlConfig.of(bootstrapServers, layout.crawlerState(), fetch(settings))
            .edit()
            .instanceId(instance)
            .defaultDelay(settings.delay())
            .threads(settings.threads())
            .sessionTimeout(settings.crawlerSessionTimeout())
            .build();
    return new CrawlerRole(instance, config);
  }

  /// How pages are fetched.
  ///
  /// @throws IllegalArgumentException when there is no contact for the public web
  static FetchConfig fetch(Settings settings) {
    return FetchConfig.of(
        settings.contact().orElse(null),
        settings.allowPrivate(),
        settings.resolve().stream().map(ResolveRule::parse).toList());
  }

  @Override
  public String name() {
    return "crawler";
  }

  @Override
  public Optional<Path> state() {
    return Optional.of(config.stateDir());
  }

  /// A crawler that failed says why to those who wait for it.
  private static Throwable cause(Crawler crawler) {
    try {
      crawler.awaitIdle(Duration.ofMillis(1));
      return new IllegalStateException("The crawler failed; its log says why");
    } catch (IllegalStateException e) {
      return e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return e;
    }
  }

  @Override
  public Running start() {
    Crawler crawler = Crawler.open(config);
    try {
      crawler.start();
    } catch (RuntimeException e) {
      crawler.close();
      throw e;
    }
    return new Running() {
      @Override
      public Optional<Throwable> failure() {
        return crawler.status().state() == CrawlStatus.State.FAILED
            ? Optional.of(cause(crawler))
            : Optional.empty();
      }

      @Override
      public void close() {
        crawler.close();
      }
    };
  }
}
