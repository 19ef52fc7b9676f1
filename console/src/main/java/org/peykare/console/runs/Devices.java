package org.peykare.console.runs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The devices of this process: one run on each at a time, in the order in which they asked. A run
/// that asks for no device in particular is given the first GPU that is free. Thread-safe.
final class Devices {
  /// Any device. Where no GPUs are named it stands for all there is, as which one it is is known
  /// only when the native library looks.
  static final String ANY = "auto";

  private final List<String> gpus;
  private final Map<String, String> waiting = new LinkedHashMap<>();
  private final Map<String, String> running = new LinkedHashMap<>();

  /// @param gpuCount GPUs to share out; 0: not known
  Devices(int gpuCount) {
    gpus = IntStream.range(0, gpuCount).mapToObj(number -> "gpu" + number).toList();
  }

  /// Gives `run` the device it asks for, if it is free and nobody asked for it before. To be called
  /// again until it does, or [#release] is.
  ///
  /// @return the device to run on
  synchronized Optional<String> take(String run, String wanted) {
    if (running.containsKey(run)) {
      return Optional.of(running.get(run));
    }
    waiting.putIfAbsent(run, wanted);
    for (String candidate : candidates(wanted)) {
      if (running.values().stream().noneMatch(taken -> conflict(taken, candidate))
          && !isAwaited(run, candidate)) {
        waiting.remove(run);
        running.put(run, candidate);
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  private List<String> candidates(String wanted) {
    return wanted.equals(ANY) && !gpus.isEmpty()
        ? gpus
        : List.of(wanted.equals("gpu") ? "gpu0" : wanted);
  }

  /// Whether a run that asked before can do with this device only, or with any.
  private boolean isAwaited(String run, String device) {
    for (Map.Entry<String, String> earlier : waiting.entrySet()) {
      if (earlier.getKey().equals(run)) {
        return false;
      }
      if (candidates(earlier.getValue()).stream().anyMatch(one -> conflict(one, device))) {
        return true;
      }
    }
    return false;
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
