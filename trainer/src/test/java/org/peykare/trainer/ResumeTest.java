package org.peykare.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.peykare.trainer.data.MaskRule;
import org.peykare.trainer.data.MaskUnit;
import org.peykare.trainer.data.Objective;
import org.peykare.trainer.data.TestDataset;
import org.peykare.trainer.loop.Progress;
import org.peykare.trainer.model.ModelShape;
import org.peykare.trainer.model.Recompute;
import org.peykare.trainer.optim.Optimizer;
import org.peykare.trainer.optim.Schedule;

/// Twenty steps are, bit for bit, ten steps, an end without warning, and ten more.
class ResumeTest {
  private static final int VOCABULARY = 35;

  @TempDir static Path shared;
  @TempDir Path folder;

  private static Path dataset;

  @BeforeAll
  static void writeDataset() throws IOException {
    dataset = TestDataset.chainsDataset(shared.resolve("dataset"), VOCABULARY);
  }

  private PretrainingConfig.Builder config(String output) {
    return PretrainingConfig.builder(dataset, folder.resolve(output))
        .model(new ModelShape(32, 48, 3, 2, 512, 8, 3, 10_000, 10_000, 1e-5, 0.1, 2))
        .sequenceLength(48)
        .batchSize(8)
        .steps(20)
        .learningRate(5e-3)
        .threads(1)
        .device("cpu")
        .evalEvery(20)
        .checkpointEvery(10);
  }

  private static Arguments way(String name, UnaryOperator<PretrainingConfig.Builder> settings) {
    return Arguments.of(name, settings);
  }

  static List<Arguments> ways() {
    return List.of(
        way("whole words, cosine", b -> b.maskUnit(MaskUnit.WORD).schedule(Schedule.COSINE)),
        way(
            "spans, all masked, linear",
            b -> b.maskUnit(MaskUnit.SPAN).maskRule(MaskRule.ALL_MASK).schedule(Schedule.LINEAR)),
        way("diffusion", b -> b.objective(Objective.DIFFUSION)),
        way(
            "diffusion one by one, recomputed",
            b -> b.objective(Objective.DIFFUSION).microBatch(1).recompute(Recompute.LAYERS)),
        way("StableAdamW without clipping", b -> b.optimizer(Optimizer.STABLE_ADAMW).clip(0)),
        way("accumulation of uneven parts", b -> b.microBatch(3)),
        way("batch warm-up", b -> b.batchStart(1).batchWarmup(0.8)));
  }

  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ways")
  void aKilledTrainingGoesOnToTheSameBits(
      String name, UnaryOperator<PretrainingConfig.Builder> settings) {
    Path whole = new Pretraining(settings.apply(config("whole")).build()).run(_ -> {}).checkpoint();
    try {
      new Pretraining(settings.apply(config("halves")).build())
          .run(progress -> {
            if (progress instanceof Progress.Step step && step.step() == 13) {
              throw new Killed();
            }
          });
    } catch (Killed _) {
      // Three steps after the checkpoint are lost.
    }
    PretrainingResult rest =
        new Pretraining(settings.apply(config("halves")).build()).resume(_ -> {});
    assertThat(rest.complete()).as(name).isTrue();
    for (String file : List.of("model.safetensors", "optimizer.safetensors", "resume.json")) {
      assertThat(rest.checkpoint().resolve(file)).hasSameBinaryContentAs(whole.resolve(file));
    }
  }
}
