package org.peykare.crawler.frontier;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.peykare.formats.fetch.FetchEvent;

/// Counts of attempts per seed, over the partitions that this crawler owns.
final class Tally {
  private final Map<Integer, Map<String, FrontierCounts>> byPartition = new ConcurrentHashMap<>();

  void open(int partition, Map<String, FrontierCounts> bySeed) {
    byPartition.put(partition, new ConcurrentHashMap<>(bySeed));
  }

  void close(int partition) {
    byPartition.remove(partition);
  }

  FrontierCounts count(int partition, String seed, FetchEvent.Outcome result) {
    return byPartition
        .computeIfAbsent(partition, _ -> new ConcurrentHashMap<>())
        .merge(seed, FrontierCounts.NONE.plus(result), (old, _) -> old.plus(result));
  }

  FrontierCounts total() {
    FrontierCounts sum = FrontierCounts.NONE;
    for (Map<String, FrontierCounts> seeds : byPartition.values()) {
      for (FrontierCounts counts : seeds.values()) {
        sum = sum.plus(counts);
      }
    }
    return sum;
  }

  long pages() {
    return byPartition.values().stream()
        .flatMap(seeds -> seeds.values().stream())
        .mapToLong(counts -> counts.of(FetchEvent.Outcome.FETCHED))
        .sum();
  }

  long pages(String seed) {
    return byPartition.values().stream()
        .mapToLong(
            seeds -> seeds.getOrDefault(seed, FrontierCounts.NONE).of(FetchEvent.Outcome.FETCHED))
        .sum();
  }
}
