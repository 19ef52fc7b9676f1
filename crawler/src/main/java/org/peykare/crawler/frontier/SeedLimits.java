package org.peykare.crawler.frontier;

/// How many pages each seed may have.
@FunctionalInterface
public interface SeedLimits {
  /// A seed without limit.
  long UNLIMITED = Long.MAX_VALUE;

  /// Pages that `seed` may have: 0 where there is no such seed, [#UNLIMITED] where it has no limit.
  long pages(String seed);
}
