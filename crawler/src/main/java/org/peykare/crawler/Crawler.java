package org.peykare.crawler;

import java.time.Duration;

/// A running crawler: takes seeds from topic `seeds`, fetches what belongs to them, politely, and
/// puts every page into topic `pages` and every attempt into topic `fetches`.
///
/// ```java
/// try (Crawler crawler = Crawler.open(config)) {
///   crawler.start();
///   crawler.awaitIdle(Duration.ofHours(1));
/// }
/// ```
public final class Crawler implements AutoCloseable {
  private Crawler() {}

  /// Opens a crawler on its state; nothing is fetched before [#start].
  ///
  /// @throws IllegalStateException when the cluster cannot be reached, a topic is missing, or the
  ///   state folder is in use
  public static Crawler open(CrawlConfig config) {
    throw new UnsupportedOperationException("not yet: " + config);
  }

  /// Starts fetching.
  public void start() {
    throw new UnsupportedOperationException("not yet");
  }

  /// Stops giving out URLs; what is in flight ends.
  public void pause() {
    throw new UnsupportedOperationException("not yet");
  }

  /// Goes on after [#pause].
  public void resume() {
    throw new UnsupportedOperationException("not yet");
  }

  /// What has been done and is to do.
  public CrawlStatus status() {
    throw new UnsupportedOperationException("not yet");
  }

  /// Waits until nothing never-fetched is due or in flight, or the page limit is reached; false
  /// when `timeout` passed first.
  ///
  /// @throws IllegalStateException when the crawler failed
  public boolean awaitIdle(Duration timeout) throws InterruptedException {
    throw new UnsupportedOperationException("not yet");
  }

  /// Stops: what is in flight ends or is given back, nothing is lost.
  @Override
  public void close() {}
}
