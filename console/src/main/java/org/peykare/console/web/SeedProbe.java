package org.peykare.console.web;

import org.peykare.crawler.check.SeedReport;
import org.peykare.crawler.seed.Seed;

/// Looks at a seed's site before it is crawled.
@FunctionalInterface
public interface SeedProbe {
  /// What was found there.
  SeedReport look(Seed seed) throws InterruptedException;
}
