package org.peykare.trainer.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peykare.trainer.data.Objective;
import org.peykare.trainer.data.TestDataset;
import org.peykare.trainer.data.TokenShards;
import org.peykare.trainer.model.MaskedLanguageModel;
import org.peykare.trainer.model.ModelConfig;
import org.peykare.trainer.model.ModelShape;
import org.peykare.trainer.model.Weights;
import org.peykare.trainer.ops.ComputeDevice;
import org.peykare.trainer.ops.OpPack;
import org.peykare.trainer.ops.Precision;

class EvaluationTest {
  private static final int VOCABULARY = 10;

  @TempDir Path folder;
  private static OpPack pack;

  @BeforeAll
  static void start() {
    pack = new OpPack(ComputeDevice.of("cpu", 1));
  }

  @AfterAll
  static void end() {
    pack.close();
  }

  private static int[] repeated(int token, int count) {
    int[] document = new int[count];
    Arrays.fill(document, token);
    return document;
  }

  @Test
  void theBaselineIsThatOfAGuesserWhoKnowsTheTrainingCountsAlone() throws IOException {
    TestDataset.write(
        folder,
        VOCABULARY,
        List.of(List.of(repeated(5, 30), repeated(6, 9))),
        List.of(List.of(repeated(5, 20))));
    try (var shards = TokenShards.open(folder)) {
      UnigramBaseline baseline = new Evaluation(pack, shards, Objective.MLM, 4, 32).baseline();
      assertThat(baseline.entropy()).isZero();
      assertThat(baseline.crossEntropy()).isCloseTo(-Math.log(31 / 49.0), within(1e-12));
    }
  }

  @Test
  void theExamIsTheSameEachTimeAndHidesFifteenPercent() throws IOException {
    TestDataset.write(
        folder, 40, List.of(TestDataset.chains(20, 40, 1)), List.of(TestDataset.chains(60, 40, 2)));
    var config = new ModelConfig(ModelShape.of(16, 24, 2, 2), 40, TestDataset.SPECIAL);
    try (var shards = TokenShards.open(folder);
        NDManager manager = pack.newManager()) {
      var model =
          new MaskedLanguageModel(config, pack, Weights.random(manager, config, 1), Precision.FP32);
      HeldOut once = new Evaluation(pack, shards, Objective.MLM, 4, 32).run(model, 7, () -> {});
      HeldOut again = new Evaluation(pack, shards, Objective.MLM, 4, 32).run(model, 7, () -> {});
      assertThat(again).isEqualTo(once);
      assertThat(once.step()).isEqualTo(7);
      assertThat(once.maskedTokens() / (double) shards.validation().tokens())
          .isCloseTo(Evaluation.MASK_RATE, within(0.02));
      // Small random weights know nothing: every token is about as probable.
      assertThat(once.loss()).isCloseTo(Math.log(40), within(0.1));

      Evaluation inOtherBatches = new Evaluation(pack, shards, Objective.MLM, 7, 32);
      assertThat(inOtherBatches.baseline())
          .isEqualTo(new Evaluation(pack, shards, Objective.MLM, 4, 32).baseline());
      HeldOut figures = inOtherBatches.run(model, 7, () -> {});
      assertThat(figures.maskedTokens()).isEqualTo(once.maskedTokens());
      assertThat(figures.accuracy()).isEqualTo(once.accuracy());
      assertThat(figures.loss()).isCloseTo(once.loss(), within(1e-5));
    }
  }

  @Test
  void aDiffusionModelIsAlsoAskedForItsBound() throws IOException {
    TestDataset.write(
        folder, 40, List.of(TestDataset.chains(20, 40, 1)), List.of(TestDataset.chains(60, 40, 2)));
    var config = new ModelConfig(ModelShape.of(16, 24, 2, 2), 40, TestDataset.SPECIAL);
    try (var shards = TokenShards.open(folder);
        NDManager manager = pack.newManager()) {
      var model =
          new MaskedLanguageModel(config, pack, Weights.random(manager, config, 1), Precision.FP32);
      HeldOut figures =
          new Evaluation(pack, shards, Objective.DIFFUSION, 4, 32).run(model, 7, () -> {});
      HeldOut mlm = new Evaluation(pack, shards, Objective.MLM, 4, 32).run(model, 7, () -> {});
      assertThat(mlm.diffusionBound()).isNull();
      assertThat(figures.loss()).isEqualTo(mlm.loss());
      // A model that finds every token as probable has that entropy, however many are hidden.
      assertThat(figures.diffusionBound()).isCloseTo(Math.log(40), within(0.1));
    }
  }
}
