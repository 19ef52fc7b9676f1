package org.peykare.corpus.store;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.peykare.formats.JsonCodec;

/// The offsets that a snapshot holds, by log and partition: `{"<cluster id>/<topic id>":
/// {"<partition>": <next offset>}}`. Logs of other clusters are carried along.
final class StoredOffsets {
  @SuppressWarnings("rawtypes")
  private static final JsonCodec<Map> CODEC = JsonCodec.of(Map.class);

  private final Map<String, Map<Integer, Long>> byLog = new LinkedHashMap<>();

  long next(String log, int partition) {
    return byLog.getOrDefault(log, Map.of()).getOrDefault(partition, 0L);
  }

  void set(String log, int partition, long next) {
    byLog.computeIfAbsent(log, _ -> new TreeMap<>()).put(partition, next);
  }

  /// Offsets by log and partition, as they are stored.
  Map<String, Map<String, Long>> byLog() {
    Map<String, Map<String, Long>> all = new LinkedHashMap<>();
    byLog.forEach((log, partitions) -> {
      Map<String, Long> named = new LinkedHashMap<>();
      partitions.forEach((partition, next) -> named.put(Integer.toString(partition), next));
      all.put(log, named);
    });
    return all;
  }

  String toJson() {
    return CODEC.toJson(byLog);
  }

  static StoredOffsets fromJson(@Nullable String json) {
    StoredOffsets offsets = new StoredOffsets();
    if (json == null) {
      return offsets;
    }
    Map<?, ?> logs = CODEC.fromJson(json);
    logs.forEach((log, partitions) ->
        ((Map<?, ?>) partitions)
            .forEach((partition, next) ->
                offsets.set(
                    (String) log,
                    Integer.parseInt((String) partition),
                    ((Number) next).longValue())));
    return offsets;
  }
}
