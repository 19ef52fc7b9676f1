package org.peykare.trainer.loop;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.peykare.trainer.data.Batches;
import org.peykare.trainer.data.Masked;
import org.peykare.trainer.data.Masking;
import org.peykare.trainer.model.MaskedLanguageModel;
import org.peykare.trainer.model.Recompute;
import org.peykare.trainer.ops.OpPack;
import org.peykare.trainer.optim.AdamW;
import org.peykare.trainer.optim.BatchSizeSchedule;
import org.peykare.trainer.optim.LearningRateSchedule;

/// Step after step: a batch, its masks, the loss, its gradients, the optimizer; now and then a
/// checkpoint and an evaluation, in this order, so that a kill in an evaluation costs no step.
///
/// A batch whose loss or gradient is no number, or whose loss is a spike, is skipped. When several
/// in a row are, the training goes back to the last good checkpoint, halves its learning rate and
/// goes on with the data that come next; if that does not help, to the checkpoint before.
public final class TrainLoop {
  private static final int RECENT_LOSSES = 20;

  /// Roll-backs without a checkpoint in between, after which the training is given up.
  private static final int MOST_ROLL_BACKS = 5;

  private static final double LOWER_RATE = 0.5;

  private final OpPack pack;
  private final MaskedLanguageModel model;
  private final AdamW optimizer;
  private final LearningRateSchedule schedule;
  private final BatchSizeSchedule batchSizes;
  private final Batches batches;
  private final Masking masking;
  private final Evaluation evaluation;
  private final Settings settings;
  private final Throughput throughput = new Throughput();
  private final LossWatch watch;
  private final GradientPass gradients;
  private double rateFactor = 1;
  private int rollBacks;

  /// How the loop goes about its work.
  ///
  /// @param evaluate steps between evaluations; also at the end
  /// @param checkpoint steps between checkpoints; also at the end
  /// @param microBatch sequences computed at once; 0 for the whole batch
  /// @param spike standard deviations above the recent losses from which a loss is a spike; 0: none
  /// @param skips bad batches in a row after which the training is rolled back
  public record Settings(
      int evaluate, int checkpoint, int microBatch, Recompute recompute, double spike, int skips) {}

  /// Keeps what the loop has reached.
  public interface CheckpointKeeper {
    /// Writes a checkpoint of the state after `step` steps, with the latest figures that are known,
    /// and gives its folder.
    Path write(int step, HeldOut latest, GuardState guards);

    /// Puts the figures of its own step on the checkpoint in `folder`.
    void evaluated(Path folder, HeldOut figures);

    /// Puts weights and optimizer back to where they were at the last good checkpoint, or `earlier`
    /// checkpoints before it; at the start if there is none. The data go on.
    Restored restore(int earlier);
  }

  /// A state gone back to.
  public record Restored(int step, GuardState guards) {}

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
      BatchSizeSchedule batchSizes,
      Batches batches,
      Masking masking,
      Evaluation evaluation,
      Settings settings) {
    this.pack = pack;
    this.model = model;
    this.optimizer = optimizer;
    this.schedule = schedule;
    this.batchSizes = batchSizes;
    this.batches = batches;
    this.masking = masking;
    this.evaluation = evaluation;
    this.settings = settings;
    watch = new LossWatch(settings.spike());
    gradients = new GradientPass(pack, model, settings.recompute(), settings.microBatch());
  }

  /// Runs from `from` to the schedule's last step, or until `stopped`, which is asked after each
  /// step.
  ///
  /// @param latestCheckpoint the one that `from` was read from, if any
  /// @throws IllegalStateException when the training diverges again and again
  public Outcome run(
      Restored from,
      @Nullable Path latestCheckpoint,
      Consumer<? super Progress> listener,
      CheckpointKeeper keeper,
      Watchdog watchdog,
      BooleanSupplier stopped) {
    use(from.guards());
    if (from.guards().microBatch() > 0) {
      gradients.microBatch(from.guards().microBatch());
    }
    int step = from.step();
    HeldOut before = evaluate(step, listener, watchdog);
    HeldOut latest = before;
    Path checkpoint = latestCheckpoint;
    if (checkpoint != null) {
      keeper.evaluated(checkpoint, before);
    }
    boolean last = false;
    while (step < schedule.steps() && !last) {
      watchdog.alive(step);
      step = step(step, listener, keeper, watchdog);
      last = step == schedule.steps() || stopped.getAsBoolean();
      boolean written = last || step % settings.checkpoint() == 0;
      if (written) {
        if (!Double.isFinite(weightsNorm())) {
          step = rollBack(step, Double.NaN, listener, keeper);
          last = false;
          continue;
        }
        checkpoint = keeper.write(step, latest, guards());
        rollBacks = 0;
        watchdog.alive(step);
        listener.accept(new Progress.CheckpointWritten(step, checkpoint));
      }
      if (last || step % settings.evaluate() == 0) {
        latest = evaluate(step, listener, watchdog);
        if (written && checkpoint != null) {
          keeper.evaluated(checkpoint, latest);
        }
      }
    }
    if (checkpoint == null) {
      throw new IllegalStateException("No step was made and no checkpoint read");
    }
    double trainLoss =
        watch.recent().reversed().stream()
            .limit(RECENT_LOSSES)
            .mapToDouble(Double::doubleValue)
            .average()
            .orElse(Double.NaN);
    return new Outcome(step, trainLoss, before, latest, throughput.mean(), checkpoint);
  }

  private HeldOut evaluate(int step, Consumer<? super Progress> listener, Watchdog watchdog) {
    HeldOut figures = evaluation.run(model, step, watchdog::alive);
    listener.accept(new Progress.Evaluated(figures));
    return figures;
  }

  /// Makes the step after `done` steps; gives the number of steps done, which is less than before
  /// after a roll-back.
  private int step(
      int done, Consumer<? super Progress> listener, CheckpointKeeper keeper, Watchdog watchdog) {
    double loss = Double.NaN;
    for (int bad = 0; bad < settings.skips(); bad++) {
      long start = System.nanoTime();
      int rows = batchSizes.rows(done);
      Masked masked = masking.mask(batches.next(rows), done);
      loss =
          gradients.run(
              masked,
              (problem, size) ->
                  listener.accept(new Progress.MicroBatchHalved(done + 1, size, problem)));
      try (NDManager manager = pack.newManager()) {
        double norm = optimizer.clip(manager, gradients.gradients());
        if (watch.good(loss, norm)) {
          double rate = rateFactor * schedule.rate(done);
          optimizer.step(manager, gradients.gradients(), rate);
          watch.accept(loss);
          throughput.step((long) rows * masked.batch().columns(), System.nanoTime() - start);
          listener.accept(
              new Progress.Step(done + 1, schedule.steps(), loss, rate, norm, throughput.recent()));
          return done + 1;
        }
        listener.accept(new Progress.BatchSkipped(done + 1, loss, norm, watch.highest()));
      }
      gradients.forget();
      watchdog.alive();
    }
    return rollBack(done, loss, listener, keeper);
  }

  private int rollBack(
      int done, double loss, Consumer<? super Progress> listener, CheckpointKeeper keeper) {
    if (rollBacks == MOST_ROLL_BACKS) {
      throw new IllegalStateException(
          "Training diverged at step %d: loss %s, and rolling back %d times did not help; resume with a lower learning rate, clipping or a longer warm-up"
              .formatted(done + 1, loss, rollBacks));
    }
    double lower = rateFactor * LOWER_RATE;
    Restored restored = keeper.restore(rollBacks);
    rollBacks++;
    use(restored.guards());
    rateFactor = lower;
    listener.accept(new Progress.RolledBack(done, restored.step(), lower));
    return restored.step();
  }

  private void use(GuardState state) {
    watch.restore(state.recentLosses());
    rateFactor = state.rateFactor();
  }

  private GuardState guards() {
    int least = gradients.microBatch() == settings.microBatch() ? 0 : gradients.microBatch();
    return new GuardState(watch.recent(), rateFactor, least);
  }

  private double weightsNorm() {
    try (NDManager manager = pack.newManager()) {
      return pack.norm(manager, model.weights().arrays());
    }
  }
}
