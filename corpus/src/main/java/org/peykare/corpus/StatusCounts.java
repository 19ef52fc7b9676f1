package org.peykare.corpus;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.peykare.corpus.document.Verdict;
import org.peykare.corpus.store.VerdictLog;

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
        counts.getOrDefault("documents", 0L));
  }

  /// One version per page: the latest.
  static CorpusStatus of(VerdictLog verdicts) {
    long[] kept = {0};
    Map<String, Long> dropped = new TreeMap<>();
    verdicts.forEach(verdict -> {
      switch (verdict) {
        case Verdict.Keep _ -> kept[0]++;
        case Verdict.Drop drop ->
            dropped.merge(
                drop.stage().name().toLowerCase(Locale.ROOT) + "/" + drop.reason(), 1L, Long::sum);
      }
    });
    long read = kept[0] + dropped.values().stream().mapToLong(Long::longValue).sum();
    return new CorpusStatus("not-started", read, kept[0], dropped, 0, 0, 0, 0, kept[0]);
  }
}
