package org.peykare.console.runs;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/// The devices of this process: one run on each at a time, in the order in which they asked.
/// Thread-safe.
final class Devices {
  /// Any device: which one is known only when the native library looks.
  private static final String ANY = "auto";

  private final Map<String, String> waiting = new LinkedHashMap<>();
  private final Map<String, String> running = new LinkedHashMap<>();

  /// Gives `device` to `run`, if it is free and nobody asked for it before. To be called again
  /// until it does, or [#release] is.
  synchronized boolean take(String run, String device) {
    if (running.containsKey(run)) {
      return true;
    }
    waiting.putIfAbsent(run, device);
    for (Map.Entry<String, String> earlier : waiting.entrySet()) {
      if (earlier.getKey().equals(run)) {
        break;
      }
      if (conflict(earlier.getValue(), device)) {
        return false;
      }
    }
    if (running.values().stream().anyMatch(taken -> conflict(taken, device))) {
      return false;
    }
    waiting.remove(run);
    running.put(run, device);
    return true;
  }

  /// Gives back what `run` has, or no longer waits.
  synchronized void release(String run) {
    waiting.remove(run);
    running.remove(run);
  }

  /// The runs that have a device or asked for one before `run`.
  synchronized String others(String run) {
    return String.join(
        ", ",
        Stream.concat(running.keySet().stream(), waiting.keySet().stream())
            .filter(other -> !other.equals(run))
            .toList());
  }

  private static boolean conflict(String a, String b) {
    return a.equals(b) || a.equals(ANY) || b.equals(ANY);
  }
}
