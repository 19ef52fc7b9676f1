package org.peykare.trainer.loop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.peykare.trainer.data.Batches;
import org.peykare.trainer.data.Masking;
import org.peykare.trainer.model.MaskedLanguageModel;
import org.peykare.trainer.ops.OpPack;
import org.peykare.trainer.optim.AdamW;
import org.peykare.trainer.optim.LearningRateSchedule;

/// Step after step: a batch, its masks, the loss, its gradients, the optimizer; now and then a
/// checkpoint and an evaluation, in this order, so that a kill in an evaluation costs no step.
public final class TrainLoop {
  private static final int RECENT_LOSSES = 20;

  private final OpPack pack;
  private final MaskedLanguageModel model;
  private final AdamW optimizer;
  private final LearningRateSchedule schedule;
  private final Batches batches;
  private final Masking masking;
  private final Evaluation evaluation;
  private final Intervals intervals;
  private final Throughput throughput;
  private final Deque<Double> recentLosses = new ArrayDeque<>();
  private @Nullable List<NDArray> gradients;

  /// When to evaluate and to write a checkpoint, in steps; both also happen at the end.
  public record Intervals(int evaluate, int checkpoint) {}

  /// Keeps what the loop has reached.
  public interface CheckpointWriter {
    /// Writes a checkpoint of the state after `step` steps, with the latest figures that are known,
    /// and gives its folder.
    Path write(int step, HeldOut latest);

    /// Puts the figures of its own step on the checkpoint in `folder`.
    void evaluated(Path folder, HeldOut figures);
  }

  /// Where the loop ended.
  ///
  /// @param before figures before the first step of this run
  /// @param after figures of the last step
  /// @param checkpoint the last checkpoint
  public record Outcome(
      int step,
      double trainLoss,
      HeldOut before,
      HeldOut after,
      double tokensPerSecond,
      Path checkpoint) {}

  /// A loop over the given parts.
  public TrainLoop(
      OpPack pack,
      MaskedLanguageModel model,
      AdamW optimizer,
      LearningRateSchedule schedule,
      Batches batches,
      Masking masking,
      Evaluation evaluation,
      Intervals intervals,
      int tokensPerStep) {
    this.pack = pack;
    this.model = model;
    this.optimizer = optimizer;
    this.schedule = schedule;
    this.batches = batches;
    this.masking = masking;
    this.evaluation = evaluation;
    this.intervals = intervals;
    this.throughput = new Throughput(tokensPerStep);
  }

  /// Runs from `fromStep` to the schedule's last step, or until `stopped`, which is asked after
  /// each step.
  ///
  /// @param latestCheckpoint the one that `fromStep` was read from, if any
  /// @throws IllegalStateException when the loss is no longer a number
  public Outcome run(
      int fromStep,
      @Nullable Path latestCheckpoint,
      Consumer<? super Progress> listener,
      CheckpointWriter writer,
      BooleanSupplier stopped) {
    HeldOut before = evaluate(fromStep, listener);
    HeldOut latest = before;
    Path checkpoint = latestCheckpoint;
    if (checkpoint != null) {
      writer.evaluated(checkpoint, before);
    }
    int step = fromStep;
    boolean last = false;
    while (step < schedule.steps() && !last) {
      listener.accept(step(step));
      step++;
      last = step == schedule.steps() || stopped.getAsBoolean();
      boolean written = last || step % intervals.checkpoint() == 0;
      if (written) {
        checkpoint = writer.write(step, latest);
        listener.accept(new Progress.CheckpointWritten(step, checkpoint));
      }
      if (last || step % intervals.evaluate() == 0) {
        latest = evaluate(step, listener);
        if (written && checkpoint != null) {
          writer.evaluated(checkpoint, latest);
        }
      }
    }
    if (checkpoint == null) {
      throw new IllegalStateException("No step was made and no checkpoint read");
    }
    double trainLoss =
        recentLosses.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    return new Outcome(step, trainLoss, before, latest, throughput.mean(), checkpoint);
  }

  private HeldOut evaluate(int step, Consumer<? super Progress> listener) {
    HeldOut figures = evaluation.run(model, step);
    listener.accept(new Progress.Evaluated(figures));
    return figures;
  }

  private Progress.Step step(int done) {
    long start = System.nanoTime();
    double rate = schedule.rate(done);
    Masking.Masked masked = masking.mask(batches.next(), done);
    double loss;
    double norm;
    try (NDManager manager = pack.newManager()) {
      NDArray lossArray;
      try (OpPack.Recording recording = pack.record()) {
        NDArray logits = model.logits(manager, masked.batch(), masked.positions());
        lossArray = pack.loss(manager, logits, Evaluation.targets(manager, masked));
        recording.backward(lossArray);
      }
      norm = optimizer.step(manager, gradients(), rate);
      loss = lossArray.getFloat();
    }
    if (!Double.isFinite(loss) || !Double.isFinite(norm)) {
      throw new IllegalStateException(
          "Training diverged at step %d: loss %s, gradient norm %s; resume from the last checkpoint"
                  .formatted(done + 1, loss, norm)
              + " with a lower learning rate or a longer warm-up");
    }
    throughput.step(System.nanoTime() - start);
    recentLosses.addLast(loss);
    if (recentLosses.size() > RECENT_LOSSES) {
      recentLosses.removeFirst();
    }
    return new Progress.Step(done + 1, schedule.steps(), loss, rate, norm, throughput.recent());
  }

  /// One handle per weight for the whole training: the native side adds to the same array at each
  /// step, and a new handle per step would leak.
  private List<NDArray> gradients() {
    List<NDArray> handles = gradients;
    if (handles == null) {
      handles = new ArrayList<>();
      for (NDArray weight : model.weights().arrays()) {
        handles.add(weight.getGradient());
      }
      gradients = handles;
    }
    return handles;
  }
}
