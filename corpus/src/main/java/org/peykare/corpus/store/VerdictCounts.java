package org.peykare.corpus.store;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.peykare.corpus.document.Verdict;

/// How many page versions were kept, and how many dropped by which reason.
///
/// @param kept versions kept
/// @param dropped versions dropped, by `stage/reason` in lower case
public record VerdictCounts(long kept, Map<String, Long> dropped) {
  /// Nothing judged, or nothing known of it.
  public static final VerdictCounts NONE = new VerdictCounts(0, Map.of());

  public VerdictCounts {
    dropped = new TreeMap<>(dropped);
  }

  /// All versions judged.
  public long total() {
    return kept + dropped.values().stream().mapToLong(Long::longValue).sum();
  }

  /// `stage/reason`, as drops are counted.
  public static String reason(Verdict.Drop drop) {
    return drop.stage().name().toLowerCase(Locale.ROOT) + "/" + drop.reason();
  }
}
