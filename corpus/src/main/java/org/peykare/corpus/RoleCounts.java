package org.peykare.corpus;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.peykare.formats.status.RoleStatus;

/// The counts of a process as they travel in its [RoleStatus], and those of all processes together.
///
/// Beside the sums over the partitions that it has, a process gives the counts of each partition
/// (`partition/3/read`). Where several have said something of one partition, because it has moved
/// or a process died, the one that has come farthest is right: counts of a partition only grow. So
/// nothing is counted twice or missed, whoever died and however long ago.
final class RoleCounts {
  static final String ROLE = "corpus";
  static final String LAG = "lag";

  private static final String PARTITION = "partition/";

  private RoleCounts() {}

  /// Sums by name, and the counts of each partition.
  static Map<String, Long> withSums(Map<Integer, Map<String, Long>> byPartition) {
    Map<String, Long> counts = new TreeMap<>(sum(byPartition));
    counts.putAll(ofPartitions(byPartition));
    return counts;
  }

  /// The counts of each partition alone: those of a process that no longer has them.
  static Map<String, Long> ofPartitions(Map<Integer, Map<String, Long>> byPartition) {
    Map<String, Long> counts = new TreeMap<>();
    byPartition.forEach((partition, named) ->
        named.forEach((name, count) -> counts.put(PARTITION + partition + "/" + name, count)));
    return counts;
  }

  static Map<String, Long> sum(Map<Integer, Map<String, Long>> byPartition) {
    Map<String, Long> sum = new TreeMap<>();
    byPartition
        .values()
        .forEach(named -> named.forEach((name, count) -> sum.merge(name, count, Long::sum)));
    return sum;
  }

  /// The counts of each partition by the process that has come farthest with it.
  static Map<Integer, Map<String, Long>> farthest(Collection<RoleStatus> statuses) {
    Map<Integer, Map<String, Long>> farthest = new TreeMap<>();
    statuses.stream()
        .sorted(Comparator.comparing(RoleStatus::at).reversed())
        .forEach(status ->
            byPartition(status.counts())
                .forEach((partition, counts) ->
                    farthest.merge(
                        partition, counts, (a, b) -> progress(a) >= progress(b) ? a : b)));
    return farthest;
  }

  private static Map<Integer, Map<String, Long>> byPartition(Map<String, Long> counts) {
    Map<Integer, Map<String, Long>> byPartition = new HashMap<>();
    counts.forEach((key, count) -> {
      int slash = key.indexOf('/', PARTITION.length());
      if (key.startsWith(PARTITION) && slash > 0) {
        byPartition
            .computeIfAbsent(
                Integer.parseInt(key.substring(PARTITION.length(), slash)), _ -> new HashMap<>())
            .put(key.substring(slash + 1), count);
      }
    });
    return byPartition;
  }

  /// Grows with every record read and with every page version judged.
  private static long progress(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .filter(count -> count.getKey().matches("read|kept|dropped/.*"))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
