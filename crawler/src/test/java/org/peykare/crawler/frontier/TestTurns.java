package org.peykare.crawler.frontier;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.peykare.crawler.url.CrawlUrl;

/// Every host may be asked at once, unless a test says otherwise.
final class TestTurns implements Turns {
  final Map<String, Duration> pauses = new HashMap<>();
  final Map<String, Duration> delays = new HashMap<>();
  final List<String> brokenOff = new ArrayList<>();
  private final long opened = System.nanoTime();

  @Override
  public long nextStart(CrawlUrl url) {
    return opened;
  }

  @Override
  public Duration delay(CrawlUrl url) {
    return delays.getOrDefault(url.host(), Duration.ZERO);
  }

  @Override
  public void pause(String host, Duration time) {
    pauses.put(host, time);
  }

  @Override
  public void breakOff(String host) {
    brokenOff.add(host);
  }
}
