package org.peykare.corpus;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.peykare.corpus.document.Verdict;
import org.peykare.corpus.store.VerdictCounts;
import org.peykare.corpus.store.VerdictLog;
import org.peykare.formats.status.RoleStatus;

/// Makes a [CorpusStatus] of the counts of the stream, or of the verdicts where it is not running.
final class StatusCounts {
  private static final String DROPPED = "dropped/";

  private StatusCounts() {}

  static CorpusStatus of(String state, Map<String, Long> counts) {
    Map<String, Long> dropped = new TreeMap<>();
    counts.forEach((name, count) -> {
      if (name.startsWith(DROPPED)) {
        dropped.put(name.substring(DROPPED.length()), count);
      }
    });
    return new CorpusStatus(
        state,
        counts.getOrDefault("read", 0L),
        counts.getOrDefault("kept", 0L),
        dropped,
        counts.getOrDefault("revisits", 0L),
        counts.getOrDefault("repeated", 0L),
        counts.getOrDefault("superseded", 0L),
        counts.getOrDefault("pending", 0L),
        counts.getOrDefault("documents", 0L),
        counts.getOrDefault(RoleCounts.LAG, 0L));
  }

  static CorpusStatus of(Collection<RoleStatus> statuses, Instant now) {
    List<RoleStatus> ours =
        statuses.stream().filter(status -> status.role().equals(RoleCounts.ROLE)).toList();
    return of(state(ours, now), RoleCounts.sum(RoleCounts.farthest(ours)));
  }

  /// The best state of the processes that are alive.
  private static String state(List<RoleStatus> statuses, Instant now) {
    Instant alive = now.minusSeconds(RoleStatus.SILENT_AFTER_SECONDS);
    Set<String> states =
        statuses.stream()
            .filter(status -> status.at().isAfter(alive))
            .map(RoleStatus::state)
            .collect(Collectors.toSet());
    return Stream.of("running", "starting", "failed")
        .filter(states::contains)
        .findFirst()
        .orElse(statuses.isEmpty() ? "not-started" : "stopped");
  }

  /// One version per page: the latest.
  static CorpusStatus of(VerdictLog verdicts) {
    long[] kept = {0};
    Map<String, Long> dropped = new TreeMap<>();
    verdicts.forEach(verdict -> {
      switch (verdict) {
        case Verdict.Keep _ -> kept[0]++;
        case Verdict.Drop drop -> dropped.merge(VerdictCounts.reason(drop), 1L, Long::sum);
      }
    });
    long read = kept[0] + dropped.values().stream().mapToLong(Long::longValue).sum();
    return new CorpusStatus("not-started", read, kept[0], dropped, 0, 0, 0, 0, kept[0], 0);
  }
}
