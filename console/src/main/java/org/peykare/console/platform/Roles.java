package org.peykare.console.platform;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.peykare.corpus.CorpusStatus;
import org.peykare.formats.status.RoleStatus;

/// What the statuses of the processes say together.
public final class Roles {
  private static final Duration SILENCE = Duration.ofSeconds(RoleStatus.SILENT_AFTER_SECONDS);
  private static final String CORPUS = "corpus";
  private static final String DROPPED = "dropped/";

  private Roles() {}

  /// Whether the process of this status runs, as far as its silence tells.
  public static boolean isAlive(RoleStatus status, Instant now) {
    return !status.state().equals("stopped") && !status.at().isBefore(now.minus(SILENCE));
  }

  /// The counts of the corpus workers together. Where none is alive, those of the ones that spoke
  /// last: a worker that went silent long before them has left its partitions to them, and its
  /// counts are in theirs. Empty where no worker ever spoke.
  static Optional<CorpusStatus> corpus(List<RoleStatus> statuses, Instant now) {
    List<RoleStatus> workers =
        statuses.stream().filter(status -> status.role().equals(CORPUS)).toList();
    List<RoleStatus> alive = workers.stream().filter(status -> isAlive(status, now)).toList();
    if (!alive.isEmpty()) {
      return Optional.of(sum(alive, state(alive)));
    }
    return workers.stream()
        .map(RoleStatus::at)
        .max(Instant::compareTo)
        .map(last ->
            sum(
                workers.stream().filter(w -> !w.at().isBefore(last.minus(SILENCE))).toList(),
                "stopped"));
  }

  private static String state(List<RoleStatus> alive) {
    List<String> states = alive.stream().map(RoleStatus::state).distinct().toList();
    if (states.contains("failed")) {
      return "failed";
    }
    return states.stream().anyMatch(s -> s.equals("running") || s.equals("idle"))
        ? "running"
        : states.getFirst();
  }

  private static CorpusStatus sum(List<RoleStatus> workers, String state) {
    Map<String, Long> counts = new TreeMap<>();
    workers.forEach(
        worker -> worker.counts().forEach((name, count) -> counts.merge(name, count, Long::sum)));
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
        counts.getOrDefault("documents", 0L));
  }
}
