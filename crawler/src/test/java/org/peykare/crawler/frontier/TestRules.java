package org.peykare.crawler.frontier;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.peykare.crawler.url.CrawlUrl;

/// Rules that a test sets; what it does not set is without limit.
final class TestRules implements SeedRules {
  final Map<String, Long> pages = new HashMap<>();
  final Map<String, Long> bytes = new HashMap<>();
  final Map<String, Standing> standings = new HashMap<>();
  final Set<String> notAdmitted = new HashSet<>();

  @Override
  public Standing standing(String seed) {
    return standings.getOrDefault(seed, Standing.ACTIVE);
  }

  @Override
  public boolean admits(CrawlUrl url) {
    return !notAdmitted.contains(url.url().toString());
  }

  @Override
  public long maxPages(String seed) {
    return pages.getOrDefault(seed, UNLIMITED);
  }

  @Override
  public long maxBytes(String seed) {
    return bytes.getOrDefault(seed, UNLIMITED);
  }
}
