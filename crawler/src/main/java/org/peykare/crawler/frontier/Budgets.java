package org.peykare.crawler.frontier;

/// Which seeds may have more: what [SeedRules] say against what the [Tally] counts.
final class Budgets {
  private final SeedRules rules;
  private final Tally tally;

  Budgets(SeedRules rules, Tally tally) {
    this.rules = rules;
    this.tally = tally;
  }

  SeedRules rules() {
    return rules;
  }

  /// Whether URLs of the seed may be fetched.
  boolean isOpen(String seed) {
    return rules.standing(seed) == SeedRules.Standing.ACTIVE && !isSpent(seed);
  }

  /// Whether the seed has all it may have.
  boolean isSpent(String seed) {
    long pages = rules.maxPages(seed);
    long bytes = rules.maxBytes(seed);
    if (pages == SeedRules.UNLIMITED && bytes == SeedRules.UNLIMITED) {
      return false;
    }
    FrontierCounts counts = tally.of(seed);
    return counts.pages() >= pages || counts.bytes() >= bytes;
  }

  /// Pages that the seed may have beyond those it has; [SeedRules#UNLIMITED] where it has no limit.
  long pagesLeft(String seed) {
    long pages = rules.maxPages(seed);
    return pages == SeedRules.UNLIMITED ? pages : pages - tally.of(seed).pages();
  }
}
