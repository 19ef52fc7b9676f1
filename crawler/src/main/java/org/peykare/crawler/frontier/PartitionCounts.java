package org.peykare.crawler.frontier;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.peykare.formats.fetch.FetchEvent;
import org.peykare.formats.status.RoleStatus;

/// The counts of partitions as they travel in a [RoleStatus]: `partition/3/fetched`, its position
/// in topic `urls`, whether it is quiet, and what seeds with a budget have had there. What was said
/// last of a partition is right: only its owner speaks of it.
final class PartitionCounts {
  private static final String PARTITION = "partition/";
  private static final String POSITION = "position";
  private static final String QUIET = "quiet";
  private static final String SEED_PAGES = "seed-pages/";
  private static final String SEED_BYTES = "seed-bytes/";

  private PartitionCounts() {}

  /// What another crawler said of a partition.
  ///
  /// @param quiet 1 where nothing never-fetched can be fetched there now or soon
  /// @param seedsPosition how far its owner had read topic `seeds`
  record Told(
      long position,
      long quiet,
      long seedsPosition,
      long pages,
      Map<String, FrontierCounts> bySeed) {}

  /// Counts by name, of the attempts of every outcome and of bytes.
  static Map<String, Long> named(FrontierCounts counts) {
    Map<String, Long> named = new TreeMap<>();
    for (FetchEvent.Outcome outcome : FetchEvent.Outcome.values()) {
      named.put(outcome.name().toLowerCase(Locale.ROOT), counts.of(outcome));
    }
    named.put("bytes", counts.bytes());
    return named;
  }

  /// The counts of the own partitions.
  ///
  /// @param budgeted seeds that have a budget
  static Map<String, Long> write(
      Map<Integer, PartitionStatus> statuses, Tally tally, Collection<String> budgeted) {
    Map<String, Long> counts = new TreeMap<>();
    Map<Integer, FrontierCounts> own = tally.own();
    statuses.forEach((partition, status) -> {
      String prefix = PARTITION + partition + "/";
      named(own.getOrDefault(partition, FrontierCounts.NONE))
          .forEach((name, count) -> counts.put(prefix + name, count));
      counts.put(prefix + POSITION, status.position());
      counts.put(prefix + QUIET, status.isQuiet() ? 1L : 0L);
    });
    for (String seed : budgeted) {
      tally
          .own(seed)
          .forEach((partition, had) -> {
            counts.put(PARTITION + partition + "/" + SEED_PAGES + seed, had.pages());
            counts.put(PARTITION + partition + "/" + SEED_BYTES + seed, had.bytes());
          });
    }
    return counts;
  }

  /// What was said last of each partition.
  ///
  /// @param seedsPosition name of the count that says how far topic `seeds` was read
  static Map<Integer, Told> read(Collection<RoleStatus> statuses, String seedsPosition) {
    Map<Integer, Told> told = new HashMap<>();
    statuses.stream()
        .sorted(Comparator.comparing(RoleStatus::at))
        .forEach(status ->
            byPartition(status.counts())
                .forEach((partition, counts) ->
                    told.put(
                        partition, told(counts, status.counts().getOrDefault(seedsPosition, 0L)))));
    return told;
  }

  private static Told told(Map<String, Long> counts, long seedsPosition) {
    Map<String, FrontierCounts> bySeed = new HashMap<>();
    counts.forEach((name, pages) -> {
      if (name.startsWith(SEED_PAGES)) {
        String seed = name.substring(SEED_PAGES.length());
        bySeed.put(seed, FrontierCounts.ofPages(pages, counts.getOrDefault(SEED_BYTES + seed, 0L)));
      }
    });
    return new Told(
        counts.getOrDefault(POSITION, 0L),
        counts.getOrDefault(QUIET, 0L),
        seedsPosition,
        counts.getOrDefault("fetched", 0L),
        bySeed);
  }

  private static Map<Integer, Map<String, Long>> byPartition(Map<String, Long> counts) {
    Map<Integer, Map<String, Long>> byPartition = new HashMap<>();
    counts.forEach((name, count) -> {
      int slash = name.indexOf('/', PARTITION.length());
      if (name.startsWith(PARTITION) && slash > 0) {
        byPartition
            .computeIfAbsent(
                Integer.parseInt(name, PARTITION.length(), slash, 10), _ -> new HashMap<>())
            .put(name.substring(slash + 1), count);
      }
    });
    return byPartition;
  }
}
