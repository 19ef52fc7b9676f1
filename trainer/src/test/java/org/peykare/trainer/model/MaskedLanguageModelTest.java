package org.peykare.trainer.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.peykare.trainer.data.Batch;
import org.peykare.trainer.data.Masked;
import org.peykare.trainer.data.SeededRandom;
import org.peykare.trainer.data.TestDataset;
import org.peykare.trainer.ops.ComputeDevice;
import org.peykare.trainer.ops.OpPack;
import org.peykare.trainer.ops.Precision;

class MaskedLanguageModelTest {
  private static final int VOCABULARY = 31;
  private static final int COLUMNS = 24;
  private static final int[] POSITIONS = {0, 3, 11, 12, 20, 25, 40, 47};
  private static final int[] TARGETS = {7, 9, 30, 5, 6, 12, 8, 22};

  /// Wide initial weights, so that attention is far from uniform; a window of four tokens.
  private static final ModelConfig CONFIG =
      new ModelConfig(
          new ModelShape(16, 24, 4, 2, 64, 4, 3, 160_000, 10_000, 1e-5, 0.25, 2),
          VOCABULARY,
          TestDataset.SPECIAL);

  private static OpPack pack;
  private static NDManager manager;
  private static Weights weights;

  @BeforeAll
  static void start() {
    pack = new OpPack(ComputeDevice.of("cpu", 2));
    manager = pack.newManager();
    weights = Weights.random(manager, CONFIG, 11);
    weights.requireGradients();
  }

  @AfterAll
  static void end() {
    manager.close();
    pack.close();
  }

  /// Two rows: documents of 12, 9 and 3 (padding) tokens, and of 24.
  private static Batch batch(long seed) {
    int[] ids = new int[2 * COLUMNS];
    var random = new SeededRandom(seed);
    Arrays.setAll(ids, i -> random.nextInt(VOCABULARY));
    int[] documents = new int[2 * COLUMNS];
    Arrays.fill(documents, 0, 12, 1);
    Arrays.fill(documents, 12, 21, 2);
    Arrays.fill(documents, COLUMNS, 2 * COLUMNS, 1);
    return new Batch(2, COLUMNS, ids, documents);
  }

  private static MaskedLanguageModel model(Precision precision) {
    return new MaskedLanguageModel(CONFIG, pack, weights, precision);
  }

  private static float[] logits(Batch batch, int[] positions, Precision precision) {
    try (NDManager step = pack.newManager()) {
      return model(precision).logits(step, batch, positions).toFloatArray();
    }
  }

  @Test
  void agreesWithAnIndependentImplementationInDoublePrecision() {
    double[][] expected = new ReferenceModel(CONFIG, weights).logits(batch(1), POSITIONS);
    float[] actual = logits(batch(1), POSITIONS, Precision.FP32);
    double largest = 0;
    for (int i = 0; i < POSITIONS.length; i++) {
      for (int v = 0; v < VOCABULARY; v++) {
        assertThat((double) actual[i * VOCABULARY + v]).isCloseTo(expected[i][v], within(2e-5));
        largest = Math.max(largest, Math.abs(expected[i][v]));
      }
    }
    assertThat(largest).isGreaterThan(1);
  }

  @Test
  void sixteenBitsStayCloseToThirtyTwo() {
    float[] exact = logits(batch(1), POSITIONS, Precision.FP32);
    float[] rounded = logits(batch(1), POSITIONS, Precision.BF16);
    for (int i = 0; i < exact.length; i++) {
      assertThat(rounded[i]).isCloseTo(exact[i], within(0.15f));
    }
    assertThat(rounded).isNotEqualTo(exact);
  }

  @Test
  void gradientsAgreeWithFiniteDifferencesOfTheIndependentImplementation() {
    try (NDManager step = pack.newManager()) {
      NDArray loss;
      try (OpPack.Recording recording = pack.record()) {
        NDArray logits = model(Precision.FP32).logits(step, batch(2), POSITIONS);
        long[] targets = Arrays.stream(TARGETS).asLongStream().toArray();
        NDArray ones = step.ones(new Shape(TARGETS.length));
        loss = pack.loss(step, logits, step.create(targets), ones, TARGETS.length);
        recording.backward(loss);
      }
      var reference = new ReferenceModel(CONFIG, weights);
      assertThat((double) loss.getFloat())
          .isCloseTo(reference.loss(batch(2), POSITIONS, TARGETS), within(1e-5));
      var random = new SeededRandom(5);
      for (WeightSpec spec : CONFIG.weights()) {
        float[] gradient = weights.get(spec.name()).getGradient().toFloatArray();
        for (int n = 0; n < 6; n++) {
          int i = random.nextInt(gradient.length);
          assertThat((double) gradient[i])
              .as("%s[%d]", spec.name(), i)
              .isCloseTo(slope(reference, spec.name(), i), within(1e-5));
        }
      }
    }
  }

  private static double slope(ReferenceModel reference, String name, int index) {
    double[] values = reference.weight(name);
    double value = values[index];
    values[index] = value + 1e-5;
    double above = reference.loss(batch(2), POSITIONS, TARGETS);
    values[index] = value - 1e-5;
    double below = reference.loss(batch(2), POSITIONS, TARGETS);
    values[index] = value;
    return (above - below) / 2e-5;
  }

  @Test
  void aPackedDocumentDoesNotSeeItsNeighbour() {
    int[] inSecond = {12, 15, 20};
    int[] inFirst = {0, 5, 11};
    Batch batch = batch(3);
    float[] second = logits(batch, inSecond, Precision.FP32);
    float[] first = logits(batch, inFirst, Precision.FP32);
    int[] changed = batch.ids().clone();
    for (int i = 0; i < 12; i++) {
      changed[i] = (changed[i] + 1 + i) % VOCABULARY;
    }
    Batch other = new Batch(2, COLUMNS, changed, batch.documents());
    assertThat(logits(other, inSecond, Precision.FP32)).isEqualTo(second);
    assertThat(logits(other, inFirst, Precision.FP32)).isNotEqualTo(first);
  }

  @Test
  void aDocumentGivesTheSameWherePackedAndWhereAlone() {
    Batch batch = batch(4);
    int[] alone = Arrays.copyOfRange(batch.ids(), 12, 21);
    int[] one = new int[9];
    Arrays.fill(one, 1);
    float[] expected = logits(new Batch(1, 9, alone, one), new int[] {0, 4, 8}, Precision.FP32);
    float[] packed = logits(batch, new int[] {12, 16, 20}, Precision.FP32);
    for (int i = 0; i < expected.length; i++) {
      assertThat(packed[i]).isCloseTo(expected[i], within(1e-4f));
    }
  }

  @Test
  void aTokenReachesTheWholeDocumentThroughAGlobalLayerAndNoOther() {
    var local =
        new ModelConfig(
            new ModelShape(16, 24, 2, 2, 64, 4, 64, 10_000, 10_000, 1e-5, 0.25, 2),
            VOCABULARY,
            TestDataset.SPECIAL);
    // Layer 0 is global: read the window off a mask instead of a model.
    assertThat(local.isGlobal(1)).isFalse();
    int[] ids = {5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
    int[] documents = {1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2};
    int[] asked = {0};
    var onlyLocal = new MaskedLanguageModel(local, pack, weightsOf(local), Precision.FP32);
    // Layer 0 sees the whole document, layer 1 two tokens to each side.
    int[] beyond = ids.clone();
    beyond[10] = 20;
    int[] within = ids.clone();
    within[8] = 20;
    try (NDManager step = pack.newManager()) {
      float[] base = onlyLocal.logits(step, new Batch(1, 12, ids, documents), asked).toFloatArray();
      assertThat(onlyLocal.logits(step, new Batch(1, 12, beyond, documents), asked).toFloatArray())
          .isEqualTo(base);
      assertThat(onlyLocal.logits(step, new Batch(1, 12, within, documents), asked).toFloatArray())
          .isNotEqualTo(base);
    }
  }

  private static Weights weightsOf(ModelConfig config) {
    return Weights.random(manager, config, 3);
  }

  @Test
  void refusesToPredictPadding() {
    assertThatThrownBy(() -> logits(batch(1), new int[] {22}, Precision.FP32))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("place 22 of the batch: it is padding");
  }

  @Test
  void initialWeightsAreCutNormalAndFollowTheSeed() {
    ModelConfig config = new ModelConfig(ModelShape.of(64, 96, 8, 2), 500, TestDataset.SPECIAL);
    try (NDManager local = pack.newManager()) {
      float[] table =
          Weights.random(local, config, 1)
              .get("model.embeddings.tok_embeddings.weight")
              .toFloatArray();
      double squares = 0;
      for (float value : table) {
        assertThat(Math.abs(value)).isLessThanOrEqualTo(0.04f);
        squares += value * value;
      }
      // A normal distribution cut at two deviations keeps .88 of its deviation.
      assertThat(Math.sqrt(squares / table.length)).isCloseTo(0.02 * 0.8796, within(2e-4));
      float[] output =
          Weights.random(local, config, 1).get("model.layers.3.mlp.Wo.weight").toFloatArray();
      float[] other =
          Weights.random(local, config, 2).get("model.layers.3.mlp.Wo.weight").toFloatArray();
      assertThat(output).isNotEqualTo(other);
      for (float value : output) {
        assertThat(Math.abs(value)).isLessThanOrEqualTo(0.01f);
      }
    }
  }

  @Test
  void partsOfABatchAndRecomputedLayersGiveTheGradientsOfTheWhole() {
    var masked = new Masked(batch(6), POSITIONS, TARGETS, new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 9);
    List<float[]> whole = gradients(Recompute.NONE, masked);
    List<float[]> again = gradients(Recompute.LAYERS, masked);
    List<float[]> parts = gradients(Recompute.NONE, masked.rows(0, 1), masked.rows(1, 2));
    for (int i = 0; i < whole.size(); i++) {
      String name = CONFIG.weights().get(i).name();
      // The same operations in the same order: the same bits.
      assertThat(again.get(i)).as(name).isEqualTo(whole.get(i));
      for (int j = 0; j < whole.get(i).length; j++) {
        assertThat(parts.get(i)[j]).as(name).isCloseTo(whole.get(i)[j], within(2e-5f));
      }
    }
  }

  private static List<float[]> gradients(Recompute recompute, Masked... parts) {
    try (NDManager step = pack.newManager()) {
      Weights own = Weights.random(step, CONFIG, 11);
      own.requireGradients();
      var model = new MaskedLanguageModel(CONFIG, pack, own, Precision.FP32);
      for (Masked part : parts) {
        model.backward(step, part, recompute);
      }
      return own.arrays().stream().map(array -> array.getGradient().toFloatArray()).toList();
    }
  }
}
