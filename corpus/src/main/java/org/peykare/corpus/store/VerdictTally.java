package org.peykare.corpus.store;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.peykare.corpus.document.Verdict;
import org.peykare.formats.JsonCodec;

/// Counts the verdicts up to a snapshot. It travels in the snapshot's summary with the offsets of
/// topic `verdicts` that it has counted, so that each snapshot reads only what is new.
final class VerdictTally {
  private static final JsonCodec<Json> CODEC = JsonCodec.of(Json.class);

  private record Json(
      long kept,
      @Nullable Map<String, Long> dropped,
      @Nullable Map<String, Map<String, Long>> offsets) {}

  private long kept;
  private final Map<String, Long> dropped = new TreeMap<>();
  private final StoredOffsets offsets = new StoredOffsets();

  /// Counts what is on the topic now.
  void advance(CommittedLog verdicts) {
    String identity = verdicts.identity();
    var beginnings = verdicts.beginnings();
    verdicts
        .ends()
        .forEach((partition, end) -> {
          long begin = beginnings.getOrDefault(partition, 0L);
          long from = Math.max(begin, offsets.next(identity, partition));
          verdicts.read(
              partition,
              from,
              end,
              record -> {
                if (record.value() != null) {
                  count(Verdict.CODEC.fromBytes(record.value()));
                }
              });
          offsets.set(identity, partition, Math.max(from, end));
        });
  }

  private void count(Verdict verdict) {
    switch (verdict) {
      case Verdict.Keep _ -> kept++;
      case Verdict.Drop drop -> dropped.merge(VerdictCounts.reason(drop), 1L, Long::sum);
    }
  }

  VerdictCounts counts() {
    return new VerdictCounts(kept, dropped);
  }

  String toJson() {
    return CODEC.toJson(new Json(kept, dropped, offsets.byLog()));
  }

  static VerdictTally fromJson(@Nullable String json) {
    VerdictTally tally = new VerdictTally();
    if (json == null) {
      return tally;
    }
    Json read = CODEC.fromJson(json);
    tally.kept = read.kept;
    if (read.dropped != null) {
      tally.dropped.putAll(read.dropped);
    }
    if (read.offsets != null) {
      read.offsets.forEach((log, partitions) ->
          partitions.forEach(
              (partition, next) -> tally.offsets.set(log, Integer.parseInt(partition), next)));
    }
    return tally;
  }
}
