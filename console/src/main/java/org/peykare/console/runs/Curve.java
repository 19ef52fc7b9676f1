package org.peykare.console.runs;

import java.util.List;
import java.util.TreeMap;
import org.peykare.formats.run.RunState;

/// A curve by step that never has more than [RunState#POINTS] points: when it is full, steps that
/// are no multiple of a growing power of two leave it. The newest point is always there.
final class Curve {
  private final TreeMap<Long, Double> points = new TreeMap<>();

  /// A curve with these points.
  Curve(List<RunState.Point> earlier) {
    earlier.forEach(point -> points.put(point.step(), point.value()));
  }

  void add(long step, double value) {
    points.put(step, value);
    for (long stride = 2; points.size() > RunState.POINTS; stride *= 2) {
      long every = stride;
      points.keySet().removeIf(at -> at % every != 0 && at != step);
    }
  }

  /// Forgets what came after `step`: it will come again.
  void truncate(long step) {
    points.tailMap(step, false).clear();
  }

  List<RunState.Point> points() {
    return points.entrySet().stream()
        .map(point -> new RunState.Point(point.getKey(), point.getValue()))
        .toList();
  }
}
