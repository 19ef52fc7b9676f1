package org.peykare.trainer.loop;

import java.nio.file.Path;

/// What a running training reports, in order.
public sealed interface Progress {
  /// Once, before the first step.
  ///
  /// @param parameters number of weights
  /// @param device where it runs, as `cpu` or `gpu0`
  /// @param fromStep steps already done, 0 unless resumed
  /// @param steps the last step
  /// @param trainTokens tokens in the training split
  /// @param stepsPerEpoch steps in one pass over the training split
  /// @param baseline what a guesser without context reaches on the held-out tokens
  record Started(
      long parameters,
      String device,
      int fromStep,
      int steps,
      long trainTokens,
      int stepsPerEpoch,
      UnigramBaseline baseline)
      implements Progress {}

  /// After every step.
  ///
  /// @param step number of steps done
  /// @param steps the last step
  /// @param loss mean training loss of the step's masked tokens, nats per token
  /// @param learningRate used in the step
  /// @param gradientNorm global norm before clipping
  /// @param tokensPerSecond over the last steps, evaluations and checkpoints not counted
  record Step(
      int step,
      int steps,
      double loss,
      double learningRate,
      double gradientNorm,
      double tokensPerSecond)
      implements Progress {}

  /// After an evaluation.
  record Evaluated(HeldOut heldOut) implements Progress {}

  /// After a checkpoint was written and is safe.
  record CheckpointWritten(int step, Path folder) implements Progress {}

  /// Before the start, once per checkpoint that is damaged and passed over for the one before.
  record CheckpointSkipped(Path folder, String problem) implements Progress {}

  /// Every few seconds while a checkpoint would not fit on the disk. The training waits.
  ///
  /// @param step of the checkpoint
  /// @param wantedBytes free space that there must be, what is to stay free included
  /// @param freeBytes free space that there is
  record WaitingForSpace(int step, long wantedBytes, long freeBytes) implements Progress {}
}
