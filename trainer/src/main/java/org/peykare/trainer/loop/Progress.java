package org.peykare.trainer.loop;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

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

  /// What was used so far, after a step, about once a second.
  ///
  /// @param step number of steps done
  /// @param seconds spent on the training by all its processes, evaluations and checkpoints counted
  /// @param secondsLeft until the last step, at the mean speed of this process
  /// @param flopsPerSecond operations of the model a second over the last steps
  /// @param utilization their share of the device's peak; missing where that is not known
  /// @param memoryBytes of this process, native memory counted; 0 where the system does not tell
  /// @param cost so far; missing where no price is known
  /// @param currency of the cost
  record Used(
      int step,
      double seconds,
      long secondsLeft,
      double flopsPerSecond,
      @Nullable Double utilization,
      long memoryBytes,
      @Nullable Double cost,
      String currency)
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

  /// Something went wrong that the training deals with by itself.
  sealed interface Trouble extends Progress {
    /// What happened and what was done, for people.
    String message();
  }

  /// The loss or gradient of a batch is no number, or the loss a spike; nothing is learnt from it.
  ///
  /// @param step that goes on with another batch
  /// @param highest loss that is no spike
  record BatchSkipped(int step, double loss, double gradientNorm, double highest)
      implements Trouble {
    @Override
    public String message() {
      return "step %,d: a batch with loss %.4f and gradient norm %.4g is skipped (loss must be a number up to %.4f)"
          .formatted(step, loss, gradientNorm, highest);
    }
  }

  /// Skipping did not help; the training has gone back to an earlier state. The data go on.
  ///
  /// @param step the training was at
  /// @param toStep it is at now
  /// @param rateFactor what the schedule's learning rate is multiplied by from now on
  record RolledBack(int step, int toStep, double rateFactor) implements Trouble {
    @Override
    public String message() {
      return "step %,d: rolled back to step %,d, and the learning rate is %.4g of the schedule's from now on"
          .formatted(step, toStep, rateFactor);
    }
  }

  /// The memory did not hold a part of the batch; smaller parts are used. The batch stays as large.
  ///
  /// @param microBatch sequences in a part from now on
  record MicroBatchHalved(int step, int microBatch, String problem) implements Trouble {
    @Override
    public String message() {
      return "step %,d: out of memory, so the batch is computed %,d sequences at a time from now on (%s)"
          .formatted(step, microBatch, problem);
    }
  }

  /// Nothing has moved for longer than the limit. Comes from a thread of its own while the training
  /// hangs; it may still come back to life.
  ///
  /// @param step steps done
  /// @param seconds of silence
  /// @param where the training's thread is, innermost call first
  record Stalled(int step, long seconds, String where) implements Trouble {
    @Override
    public String message() {
      return "nothing has moved for %,d seconds after step %,d, in %s"
          .formatted(seconds, step, where);
    }
  }
}
