package org.peykare.corpus.boilerplate;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The listed lines of all hosts. Thread-safe.
public final class Boilerplate {
  private final Map<String, Set<String>> byHost = new ConcurrentHashMap<>();

  /// Lists the lines of a host, in place of those before.
  public void put(HostLines lines) {
    byHost.put(lines.host(), Set.copyOf(lines.lines()));
  }

  /// Lists nothing of a host any more.
  public void remove(String host) {
    byHost.remove(host);
  }

  /// The lines listed of a host.
  public Set<String> of(String host) {
    return byHost.getOrDefault(host, Set.of());
  }

  /// `text` without the listed lines of its host, and without the blocks that are empty then.
  public String cleanse(String host, String text) {
    @Nullable Set<String> listed = byHost.get(host);
    if (listed == null || text.isEmpty()) {
      return text;
    }
    StringBuilder kept = new StringBuilder(text.length());
    for (String block : text.split("\n\n", -1)) {
      int start = kept.length();
      for (String line : block.split("\n", -1)) {
        if (!listed.contains(line.strip())) {
          kept.append(kept.length() == start ? (start == 0 ? "" : "\n\n") : "\n").append(line);
        }
      }
    }
    return kept.length() == text.length() ? text : kept.toString();
  }
}
