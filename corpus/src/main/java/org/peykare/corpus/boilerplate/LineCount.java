package org.peykare.corpus.boilerplate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.peykare.corpus.document.Document;
import org.peykare.corpus.document.DocumentSource;

/// Counts in how many documents of its host each line stands. Memory is bounded: the documents are
/// read twice, first into a sketch of fixed size that may count too much and never too little, then
/// exactly for the lines that may be frequent.
public final class LineCount {
  private static final int SKETCH_BYTES = 1 << 25;

  private static final int MOST_COUNT = 255;

  private final BoilerplateLimits limits;
  private final byte[] sketch = new byte[SKETCH_BYTES];
  private final Map<String, Integer> documents = new HashMap<>();
  private final Map<String, Map<String, Integer>> counts = new HashMap<>();

  private LineCount(BoilerplateLimits limits) {
    this.limits = limits;
  }

  /// The hosts whose list changes: what is listed of them already and what is found now. A line
  /// stays listed, because the documents that come later no longer have it.
  ///
  /// @param snapshot id of the snapshot that `source` reads
  /// @param listed what is listed now
  public static List<HostLines> run(
      long snapshot, DocumentSource source, Boilerplate listed, BoilerplateLimits limits) {
    LineCount count = new LineCount(limits);
    source.forEach(count::sketch);
    source.forEach(count::count);
    return count.changed(snapshot, listed);
  }

  private static Set<String> lines(Document document) {
    Set<String> lines = new HashSet<>();
    for (String line : document.text().split("\n", -1)) {
      String stripped = line.strip();
      if (HostLines.isCountable(stripped)) {
        lines.add(stripped);
      }
    }
    return lines;
  }

  private void sketch(Document document) {
    documents.merge(document.host(), 1, Integer::sum);
    for (String line : lines(document)) {
      int cell = cell(document.host(), line);
      if ((sketch[cell] & 0xFF) < MOST_COUNT) {
        sketch[cell]++;
      }
    }
  }

  private void count(Document document) {
    int least = least(document.host());
    for (String line : lines(document)) {
      if ((sketch[cell(document.host(), line)] & 0xFF) >= Math.min(least, MOST_COUNT)) {
        counts.computeIfAbsent(document.host(), _ -> new HashMap<>()).merge(line, 1, Integer::sum);
      }
    }
  }

  private int least(String host) {
    int all = documents.getOrDefault(host, 0);
    return Math.max(limits.documents(), (int) Math.ceil(limits.share() * all));
  }

  private List<HostLines> changed(long snapshot, Boilerplate listed) {
    List<HostLines> changed = new ArrayList<>();
    new TreeMap<>(counts)
        .forEach((host, lines) -> {
          int least = least(host);
          Set<String> before = listed.of(host);
          Set<String> after = new LinkedHashSet<>(before.stream().sorted().toList());
          lines.entrySet().stream()
              .filter(line -> line.getValue() >= least)
              .sorted(
                  Comparator.comparing((Map.Entry<String, Integer> line) -> -line.getValue())
                      .thenComparing(Map.Entry::getKey))
              .forEach(line -> after.add(line.getKey()));
          List<String> all = after.stream().limit(HostLines.MOST_LINES).toList();
          if (!before.containsAll(all)) {
            changed.add(new HostLines(host, snapshot, all));
          }
        });
    return changed;
  }

  private static int cell(String host, String line) {
    long h = 31L * host.hashCode() + line.hashCode() + ((long) line.length() << 40);
    h = (h ^ (h >>> 30)) * 0xBF58476D1CE4E5B9L;
    h = (h ^ (h >>> 27)) * 0x94D049BB133111EBL;
    return (int) ((h ^ (h >>> 31)) & (SKETCH_BYTES - 1));
  }
}
