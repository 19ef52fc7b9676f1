package org.peykare.trainer.loop;

import java.util.List;

/// What the guards of a training have learnt, kept with each checkpoint so that a resumed training
/// judges as one that never stopped.
///
/// @param recentLosses losses of the last steps, oldest first
/// @param rateFactor what the schedule's learning rate is multiplied by since the last roll-back
/// @param microBatch sequences that fit the memory at once; 0 while no limit was met
public record GuardState(List<Double> recentLosses, double rateFactor, int microBatch) {
  /// Of a training that begins.
  public static final GuardState START = new GuardState(List.of(), 1, 0);

  public GuardState {
    recentLosses = List.copyOf(recentLosses);
  }
}
