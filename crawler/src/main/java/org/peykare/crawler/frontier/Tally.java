package org.peykare.crawler.frontier;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.peykare.formats.fetch.FetchEvent;

/// Counts of attempts per seed: those of the partitions that this crawler owns as they are, those
/// of other partitions as their owners last told.
final class Tally {
  private final Map<Integer, Map<String, FrontierCounts>> byPartition = new ConcurrentHashMap<>();
  private final Map<Integer, AtomicLong> pagesHere = new ConcurrentHashMap<>();
  private volatile Map<Integer, Map<String, FrontierCounts>> elsewhere = Map.of();
  private volatile Map<Integer, Long> pagesElsewhere = Map.of();

  void open(int partition, Map<String, FrontierCounts> bySeed) {
    pagesHere.put(
        partition, new AtomicLong(bySeed.values().stream().mapToLong(FrontierCounts::pages).sum()));
    byPartition.put(partition, new ConcurrentHashMap<>(bySeed));
  }

  void close(int partition) {
    byPartition.remove(partition);
    pagesHere.remove(partition);
  }

  /// What other crawlers count, by partition: pages, and the seeds that have a budget.
  void elsewhere(Map<Integer, Long> pages, Map<Integer, Map<String, FrontierCounts>> bySeed) {
    pagesElsewhere = Map.copyOf(pages);
    elsewhere = Map.copyOf(bySeed);
  }

  FrontierCounts count(int partition, String seed, FetchEvent.Outcome result, long bytes) {
    if (result == FetchEvent.Outcome.FETCHED) {
      pagesHere.computeIfAbsent(partition, _ -> new AtomicLong()).incrementAndGet();
    }
    return byPartition
        .computeIfAbsent(partition, _ -> new ConcurrentHashMap<>())
        .merge(seed, FrontierCounts.NONE.plus(result, bytes), (old, _) -> old.plus(result, bytes));
  }

  /// The own partitions' counts, all seeds together.
  Map<Integer, FrontierCounts> own() {
    Map<Integer, FrontierCounts> sums = new HashMap<>();
    byPartition.forEach((partition, seeds) ->
        sums.put(
            partition, seeds.values().stream().reduce(FrontierCounts.NONE, FrontierCounts::plus)));
    return sums;
  }

  /// The own partitions' counts of one seed.
  Map<Integer, FrontierCounts> own(String seed) {
    Map<Integer, FrontierCounts> counts = new HashMap<>();
    byPartition.forEach((partition, seeds) -> {
      FrontierCounts found = seeds.get(seed);
      if (found != null) {
        counts.put(partition, found);
      }
    });
    return counts;
  }

  /// Pages of the whole crawl.
  long pages() {
    long pages = 0;
    for (AtomicLong here : pagesHere.values()) {
      pages += here.get();
    }
    for (Map.Entry<Integer, Long> other : pagesElsewhere.entrySet()) {
      pages += pagesHere.containsKey(other.getKey()) ? 0 : other.getValue();
    }
    return pages;
  }

  /// Everything of one seed.
  FrontierCounts of(String seed) {
    FrontierCounts sum = FrontierCounts.NONE;
    for (Map<String, FrontierCounts> seeds : byPartition.values()) {
      sum = sum.plus(seeds.getOrDefault(seed, FrontierCounts.NONE));
    }
    for (Map.Entry<Integer, Map<String, FrontierCounts>> other : elsewhere.entrySet()) {
      if (!byPartition.containsKey(other.getKey())) {
        sum = sum.plus(other.getValue().getOrDefault(seed, FrontierCounts.NONE));
      }
    }
    return sum;
  }
}
