package org.peykare.trainer.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peykare.trainer.data.Batches;
import org.peykare.trainer.data.DataPosition;
import org.peykare.trainer.data.FixedRateMasking;
import org.peykare.trainer.data.MaskRule;
import org.peykare.trainer.data.MaskUnit;
import org.peykare.trainer.data.Objective;
import org.peykare.trainer.data.TestDataset;
import org.peykare.trainer.data.TokenShards;
import org.peykare.trainer.data.Vocabulary;
import org.peykare.trainer.model.MaskedLanguageModel;
import org.peykare.trainer.model.ModelConfig;
import org.peykare.trainer.model.ModelShape;
import org.peykare.trainer.model.Recompute;
import org.peykare.trainer.model.Weights;
import org.peykare.trainer.ops.ComputeDevice;
import org.peykare.trainer.ops.OpPack;
import org.peykare.trainer.ops.Precision;
import org.peykare.trainer.optim.AdamW;
import org.peykare.trainer.optim.BatchSizeSchedule;
import org.peykare.trainer.optim.LearningRateSchedule;
import org.peykare.trainer.optim.Optimizer;
import org.peykare.trainer.optim.Schedule;

/// What the loop does when the numbers go bad: here a weight is made bad under its hands.
class TrainLoopTest {
  private static final int VOCABULARY = 35;
  private static final int STEPS = 12;
  private static final ModelConfig CONFIG =
      new ModelConfig(ModelShape.of(16, 24, 2, 2), VOCABULARY, TestDataset.SPECIAL);
  private static final AdamW.Settings ADAMW =
      new AdamW.Settings(Optimizer.ADAMW, 0.9, 0.98, 1e-6, 0.01, 1);

  @TempDir static Path folder;
  private static OpPack pack;
  private static TokenShards shards;

  private final List<Progress> events = new ArrayList<>();

  @BeforeAll
  static void start() throws IOException {
    pack = new OpPack(ComputeDevice.of("cpu", 1));
    shards = TokenShards.open(TestDataset.chainsDataset(folder.resolve("data"), VOCABULARY));
  }

  @AfterAll
  static void end() {
    shards.close();
    pack.close();
  }

  /// Weights and optimizer, and a copy of both that stands for the checkpoint.
  private static final class State implements TrainLoop.CheckpointKeeper {
    final Weights weights;
    final AdamW optimizer;
    private final Weights keptWeights;
    private final AdamW keptOptimizer;
    private TrainLoop.Restored kept = new TrainLoop.Restored(0, GuardState.START);

    State(NDManager manager) {
      weights = Weights.random(manager, CONFIG, 1);
      weights.requireGradients();
      optimizer = new AdamW(pack, manager, weights, ADAMW);
      keptWeights = Weights.random(manager, CONFIG, 1);
      keptOptimizer = new AdamW(pack, manager, keptWeights, ADAMW);
    }

    void spoil() {
      weights.get("head.norm.weight").muli(Float.NaN);
    }

    @Override
    public Path write(int step, HeldOut latest, GuardState guards) {
      keptWeights.copy(pack, weights);
      keptOptimizer.copy(optimizer);
      kept = new TrainLoop.Restored(step, guards);
      return folder;
    }

    @Override
    public void evaluated(Path checkpoint, HeldOut figures) {}

    @Override
    public TrainLoop.Restored restore(int earlier) {
      weights.copy(pack, keptWeights);
      optimizer.copy(keptOptimizer);
      return kept;
    }
  }

  private TrainLoop.Outcome run(State state, Consumer<Progress> also) {
    var vocabulary = Vocabulary.of(shards.card());
    var loop =
        new TrainLoop(
            pack,
            new MaskedLanguageModel(CONFIG, pack, state.weights, Precision.FP32),
            state.optimizer,
            LearningRateSchedule.of(Schedule.LINEAR, 1e-3, STEPS, 0.1, 0),
            BatchSizeSchedule.of(0, 4, 0, STEPS),
            new Batches(shards.train(), TestDataset.SPECIAL, 48, 1, DataPosition.START),
            new FixedRateMasking(0.3, MaskRule.BERT, MaskUnit.TOKEN, vocabulary, 1),
            new Evaluation(pack, shards, Objective.MLM, 4, 48),
            new TrainLoop.Settings(STEPS, 4, 0, Recompute.NONE, 6, 3));
    try (var watchdog = new Watchdog(Duration.ZERO, events::add)) {
      return loop.run(
          new TrainLoop.Restored(0, GuardState.START),
          null,
          progress -> {
            events.add(progress);
            also.accept(progress);
          },
          state,
          watchdog,
          () -> false);
    }
  }

  private <T extends Progress> List<T> all(Class<T> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  @Test
  void aBatchWhoseLossIsNoNumberIsSkippedAndLeavesNothingBehind() {
    try (NDManager manager = pack.newManager()) {
      State state = new State(manager);
      float[][] before = new float[1][];
      TrainLoop.Outcome outcome =
          run(
              state,
              progress -> {
                if (progress instanceof Progress.Step step && step.step() == 6) {
                  state.write(6, new HeldOut(0, 0, 0, 1, null, null), GuardState.START);
                  before[0] = state.weights.get("head.dense.weight").toFloatArray();
                  state.spoil();
                } else if (progress instanceof Progress.BatchSkipped) {
                  state.restore(0);
                  assertThat(state.weights.get("head.dense.weight").toFloatArray())
                      .isEqualTo(before[0]);
                }
              });
      assertThat(all(Progress.BatchSkipped.class)).hasSize(1);
      assertThat(all(Progress.BatchSkipped.class).getFirst().step()).isEqualTo(7);
      assertThat(all(Progress.BatchSkipped.class).getFirst().loss()).isNaN();
      assertThat(all(Progress.RolledBack.class)).isEmpty();
      assertThat(all(Progress.Step.class)).extracting(Progress.Step::step).hasSize(STEPS);
      assertThat(outcome.after().loss()).isFinite();
    }
  }

  @Test
  void whenSkippingDoesNotHelpTheTrainingGoesBackAndLowersItsRate() {
    try (NDManager manager = pack.newManager()) {
      State state = new State(manager);
      boolean[] spoilt = {false};
      TrainLoop.Outcome outcome =
          run(
              state,
              progress -> {
                if (progress instanceof Progress.Step step && step.step() == 6 && !spoilt[0]) {
                  spoilt[0] = true;
                  state.spoil();
                }
              });
      assertThat(all(Progress.BatchSkipped.class)).hasSize(3);
      assertThat(all(Progress.RolledBack.class))
          .containsExactly(new Progress.RolledBack(6, 4, 0.5));
      assertThat(all(Progress.Step.class))
          .extracting(Progress.Step::step)
          .containsExactly(1, 2, 3, 4, 5, 6, 5, 6, 7, 8, 9, 10, 11, 12);
      List<Double> rates =
          all(Progress.Step.class).stream().map(Progress.Step::learningRate).toList();
      assertThat(rates.get(6)).isEqualTo(rates.get(4) / 2);
      assertThat(outcome.step()).isEqualTo(STEPS);
      assertThat(outcome.after().loss()).isFinite();
    }
  }

  @Test
  void aCheckpointIsNeverWrittenOfWeightsThatAreNoNumbers() {
    try (NDManager manager = pack.newManager()) {
      State state = new State(manager);
      boolean[] spoilt = {false};
      run(
          state,
          progress -> {
            if (progress instanceof Progress.Step step && step.step() == 8 && !spoilt[0]) {
              spoilt[0] = true;
              state.spoil();
            }
          });
      assertThat(all(Progress.RolledBack.class))
          .containsExactly(new Progress.RolledBack(8, 4, 0.5));
      assertThat(all(Progress.CheckpointWritten.class))
          .extracting(Progress.CheckpointWritten::step)
          .containsExactly(4, 8, 12);
    }
  }

  @Test
  void givesUpWhenGoingBackDoesNotHelpEither() {
    try (NDManager manager = pack.newManager()) {
      State state = new State(manager);
      assertThatThrownBy(() ->
              run(
                  state,
                  progress -> {
                    if (progress instanceof Progress.Step
                        || progress instanceof Progress.RolledBack) {
                      state.spoil();
                    }
                  }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("Training diverged at step 1")
          .hasMessageContaining("lower learning rate");
      assertThat(all(Progress.RolledBack.class)).hasSize(5);
    }
  }
}
