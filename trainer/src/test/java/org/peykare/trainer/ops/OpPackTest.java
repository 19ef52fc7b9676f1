package org.peykare.trainer.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.peykare.trainer.data.SeededRandom;

class OpPackTest {
  private static final int WIDTH = 8;
  private static final int HEADS = 2;
  private static final int FEED = 12;

  private static OpPack pack;

  @BeforeAll
  static void start() {
    pack = new OpPack(ComputeDevice.of("cpu", 2));
  }

  @AfterAll
  static void end() {
    pack.close();
  }

  private static NDArray random(NDManager manager, SeededRandom random, long... shape) {
    float[] values = new float[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (0.5 * random.nextGaussian());
    }
    return manager.create(values, new Shape(shape));
  }

  @Test
  void gradientsOfALayerAgreeWithTheSameLayerInPlainOperations() {
    try (NDManager manager = pack.newManager()) {
      var random = new SeededRandom(1);
      List<NDArray> weights =
          List.of(
              random(manager, random, WIDTH),
              random(manager, random, 3 * WIDTH, WIDTH),
              random(manager, random, WIDTH, WIDTH),
              random(manager, random, WIDTH),
              random(manager, random, 2 * FEED, WIDTH),
              random(manager, random, WIDTH, FEED));
      int tokens = 13;
      NDArray x = random(manager, random, tokens, WIDTH);
      NDArray positions = manager.create(new int[] {0, 1, 2, 3, 0, 1, 0, 1, 2, 3, 4, 5, 6});
      NDArray rope = pack.rope(manager, positions, 100, WIDTH / HEADS);
      int[] documents = {1, 1, 1, 1, 2, 2, 3, 3, 3, 3, 3, 3, 3};
      OpPack.Attention attention =
          pack.blocks(manager, manager.create(documents), 2, Precision.FP32);
      NDArray mask = plainMask(manager, documents, 2);
      NDArray direction = random(manager, random, tokens, WIDTH);
      OpPack.LayerSettings settings = pack.layerSettings(HEADS, 1e-5, Precision.FP32);

      List<NDArray> inputs = new ArrayList<>(weights);
      inputs.add(x);
      inputs.forEach(input -> input.setRequiresGradient(true));
      List<float[]> byPack =
          gradients(
              inputs,
              () ->
                  pack.layer(manager, x, weights, rope, attention, settings).mul(direction).sum());
      List<float[]> byHand =
          gradients(inputs, () -> plainLayer(x, weights, positions, mask).mul(direction).sum());
      compare(byPack, byHand, 2e-4f);
    }
  }

  private static void compare(List<float[]> actual, List<float[]> expected, float tolerance) {
    for (int i = 0; i < actual.size(); i++) {
      assertThat(actual.get(i)).as("input %d", i).hasSameSizeAs(expected.get(i));
      for (int j = 0; j < actual.get(i).length; j++) {
        assertThat(actual.get(i)[j])
            .as("input %d[%d]", i, j)
            .isCloseTo(expected.get(i)[j], within(tolerance));
      }
    }
  }

  /// [1, T, T]: minus infinity where a token may not attend.
  private static NDArray plainMask(NDManager manager, int[] documents, int radius) {
    int tokens = documents.length;
    float[] mask = new float[tokens * tokens];
    for (int i = 0; i < tokens; i++) {
      for (int j = 0; j < tokens; j++) {
        boolean near = radius < 0 || Math.abs(i - j) <= radius;
        mask[i * tokens + j] = documents[i] == documents[j] && near ? 0 : Float.NEGATIVE_INFINITY;
      }
    }
    return manager.create(mask, new Shape(1, tokens, tokens));
  }

  @Test
  void eachWayOfAttendingAgreesWithOneSoftmaxUnderADenseMask() {
    long[] lengths = {70, 5, 3, 122, 1};
    int[] documents = new int[201];
    int at = 0;
    for (int d = 0; d < lengths.length; d++) {
      Arrays.fill(documents, at, at += (int) lengths[d], d + 1);
    }
    try (NDManager manager = pack.newManager()) {
      var random = new SeededRandom(8);
      NDArray q = random(manager, random, 201, HEADS, 4).mul(4);
      NDArray k = random(manager, random, 201, HEADS, 4);
      NDArray v = random(manager, random, 201, HEADS, 4);
      NDArray direction = random(manager, random, 201, HEADS, 4);
      NDArray numbers = manager.create(documents);
      List<NDArray> inputs = List.of(q, k, v);
      inputs.forEach(input -> input.setRequiresGradient(true));
      for (int radius : new int[] {-1, 1, 8, 64, 90}) {
        OpPack.Attention attention =
            radius < 0
                ? pack.documents(manager, lengths)
                : pack.blocks(manager, numbers, radius, Precision.FP32);
        NDArray mask = plainMask(manager, documents, radius);
        float[] result = pack.mix(manager, q, k, v, attention).toFloatArray();
        float[] plain = plainMix(q, k, v, mask).toFloatArray();
        compare(List.of(result), List.of(plain), 1e-5f);
        compare(
            gradients(inputs, () -> pack.mix(manager, q, k, v, attention).mul(direction).sum()),
            gradients(inputs, () -> plainMix(q, k, v, mask).mul(direction).sum()),
            2e-5f);
      }
    }
  }

  private static NDArray plainMix(NDArray q, NDArray k, NDArray v, NDArray mask) {
    double width = q.getShape().get(2);
    NDArray scores = q.transpose(1, 0, 2).matMul(k.transpose(1, 2, 0)).div(Math.sqrt(width));
    return scores.add(mask).softmax(-1).matMul(v.transpose(1, 0, 2)).transpose(1, 0, 2);
  }

  private static List<float[]> gradients(
      List<NDArray> inputs, java.util.function.Supplier<NDArray> loss) {
    try (OpPack.Recording recording = pack.record()) {
      recording.backward(loss.get());
    }
    List<float[]> gradients = new ArrayList<>();
    for (NDArray input : inputs) {
      NDArray gradient = input.getGradient();
      gradients.add(gradient.toFloatArray());
      gradient.subi(gradient);
    }
    return gradients;
  }

  private static NDArray plainLayer(NDArray x, List<NDArray> w, NDArray positions, NDArray mask) {
    int width = WIDTH / HEADS;
    long tokens = x.getShape().get(0);
    NDArray qkv =
        plainNorm(x, w.get(0)).matMul(w.get(1).transpose()).reshape(tokens, 3, HEADS, width);
    NDArray exponent = x.getManager().arange(0f, width / 2f, 1f).mul(-2.0 / width);
    NDArray frequency = x.getManager().create(100f).pow(exponent);
    NDArray angle = positions.toType(DataType.FLOAT32, true).expandDims(1).mul(frequency);
    NDArray angles = angle.concat(angle, 1).expandDims(1);
    NDArray q = plainTurn(qkv.get(new NDIndex(":, 0")), angles.cos(), angles.sin());
    NDArray k = plainTurn(qkv.get(new NDIndex(":, 1")), angles.cos(), angles.sin());
    NDArray mixed = plainMix(q, k, qkv.get(new NDIndex(":, 2")), mask).reshape(tokens, WIDTH);
    NDArray y = x.add(mixed.matMul(w.get(2).transpose()));
    NDArray wide = plainNorm(y, w.get(3)).matMul(w.get(4).transpose());
    NDList halves = wide.split(2, 1);
    NDArray value = halves.get(0);
    NDArray gelu = value.mul(value.div(Math.sqrt(2)).erf().add(1)).mul(0.5);
    return y.add(gelu.mul(halves.get(1)).matMul(w.get(5).transpose()));
  }

  private static NDArray plainNorm(NDArray x, NDArray weight) {
    int[] last = {x.getShape().dimension() - 1};
    NDArray centred = x.sub(x.mean(last, true));
    return centred.div(centred.square().mean(last, true).add(1e-5).sqrt()).mul(weight);
  }

  private static NDArray plainTurn(NDArray x, NDArray cos, NDArray sin) {
    NDList halves = x.split(2, 2);
    return x.mul(cos).add(halves.get(1).neg().concat(halves.get(0), 2).mul(sin));
  }

  @Test
  void adamWFollowsItsFormulaWithAndWithoutTheFusedKernel() {
    for (String method : List.of("fused_adamw", "plain_adamw")) {
      try (NDManager manager = pack.newManager()) {
        List<List<NDArray>> arrays =
            List.of(
                List.of(manager.create(new float[] {1, -2})),
                List.of(manager.create(new float[] {0.5f, 3})),
                List.of(manager.create(new float[] {0.1f, 0.2f})),
                List.of(manager.create(new float[] {0.01f, 0.04f})),
                List.of(manager.create(4f)));
        pack.adamW(manager, method, arrays, new OpPack.AdamWSettings(0.1, 0.9, 0.99, 1e-6, 0.05));
        float[] updated = arrays.get(0).getFirst().toFloatArray();
        assertThat(updated[0])
            .as(method)
            .isCloseTo((float) adamW(1, 0.5, 0.1, 0.01), within(1e-6f));
        assertThat(updated[1]).as(method).isCloseTo((float) adamW(-2, 3, 0.2, 0.04), within(1e-6f));
        assertThat(arrays.get(1).getFirst().toFloatArray()).containsExactly(0, 0);
        assertThat(arrays.get(4).getFirst().getFloat()).isEqualTo(5);
      }
    }
  }

  /// The fifth step, written from the paper.
  private static double adamW(double weight, double gradient, double mean, double square) {
    return adamW(0.1, weight, gradient, mean, square);
  }

  private static double adamW(
      double rate, double weight, double gradient, double mean, double square) {
    double m = 0.9 * mean + 0.1 * gradient;
    double v = 0.99 * square + 0.01 * gradient * gradient;
    double step = m / (1 - Math.pow(0.9, 5)) / (Math.sqrt(v / (1 - Math.pow(0.99, 5))) + 1e-6);
    return weight * (1 - rate * 0.05) - rate * step;
  }

  @Test
  void stableAdamWDividesTheRateOfAWeightWhoseGradientIsFarAboveItsSecondMoment() {
    try (NDManager manager = pack.newManager()) {
      float[][] gradients = {{0.5f, 3}, {0.01f, 0.02f}};
      List<NDArray> weights =
          List.of(manager.create(new float[] {1, -2}), manager.create(new float[] {1, -2}));
      List<List<NDArray>> arrays =
          List.of(
              weights,
              List.of(manager.create(gradients[0]), manager.create(gradients[1])),
              List.of(
                  manager.create(new float[] {0.1f, 0.2f}),
                  manager.create(new float[] {0.1f, 0.2f})),
              List.of(
                  manager.create(new float[] {0.01f, 0.04f}),
                  manager.create(new float[] {0.01f, 0.04f})),
              List.of(manager.create(4f), manager.create(4f)));
      pack.adamW(
          manager, "stable_adamw", arrays, new OpPack.AdamWSettings(0.1, 0.9, 0.99, 1e-6, 0.05));
      double[] squares = {0.01, 0.04};
      for (int w = 0; w < 2; w++) {
        double ratio = 0;
        for (int i = 0; i < 2; i++) {
          double g = gradients[w][i];
          ratio += g * g / ((0.99 * squares[i] + 0.01 * g * g) / (1 - Math.pow(0.99, 5))) / 2;
        }
        double rate = 0.1 / Math.max(1, Math.sqrt(ratio));
        assertThat(rate < 0.1).isEqualTo(w == 0);
        float[] updated = weights.get(w).toFloatArray();
        for (int i = 0; i < 2; i++) {
          double expected =
              adamW(rate, i == 0 ? 1 : -2, gradients[w][i], i == 0 ? 0.1 : 0.2, squares[i]);
          assertThat((double) updated[i]).isCloseTo(expected, within(1e-6));
        }
        assertThat(arrays.get(1).get(w).toFloatArray()).containsExactly(0, 0);
        assertThat(arrays.get(4).get(w).getFloat()).isEqualTo(5);
      }
    }
  }

  @Test
  void clippingScalesAllGradientsTogetherAndOnlyWhenTheyAreTooLong() {
    try (NDManager manager = pack.newManager()) {
      List<NDArray> gradients =
          List.of(manager.create(new float[] {3, 0}), manager.create(new float[] {0, 4}));
      assertThat(pack.clip(manager, gradients, 10).getFloat()).isEqualTo(5);
      assertThat(gradients.get(1).toFloatArray()).containsExactly(0, 4);
      assertThat(pack.clip(manager, gradients, 0).getFloat()).isEqualTo(5);
      assertThat(gradients.get(1).toFloatArray()).containsExactly(0, 4);
      assertThat(pack.clip(manager, gradients, 1).getFloat()).isEqualTo(5);
      assertThat(gradients.get(0).toFloatArray()[0]).isCloseTo(0.6f, within(1e-5f));
      assertThat(gradients.get(1).toFloatArray()[1]).isCloseTo(0.8f, within(1e-5f));
    }
  }

  @Test
  void aLibraryThatComputesInAnotherTypeOrWronglyIsRefused() {
    try (NDManager manager = pack.newManager()) {
      NDArray bytes = manager.ones(new Shape(3), DataType.INT8);
      assertThatThrownBy(() -> SelfTest.check("ones(3)", bytes, 1, 1, 1))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("ones(3) came back as int8")
          .hasMessageContaining("PYTORCH_LIBRARY_PATH");
      NDArray wrong = manager.create(new float[] {3, 12, -27});
      assertThatThrownBy(() -> SelfTest.check("the gradient", wrong, 3, 12, 27))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("instead of FLOAT32 [3.0, 12.0, 27.0]");
    }
  }

  @Test
  void theFusedKernelIsFoundOnAProcessor() {
    assertThat(SelfTest.hasFusedAdamW(pack)).isTrue();
  }

  @Test
  void refusesADeviceThatIsNotThere() {
    assertThatThrownBy(() -> ComputeDevice.of("gpu999", 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Cannot train on gpu999");
  }

  @Test
  void theLossIsTheWeighedSumOverItsNormalizer() {
    try (NDManager manager = pack.newManager()) {
      var random = new SeededRandom(3);
      NDArray scores = random(manager, random, 3, 5);
      NDArray targets = manager.create(new long[] {1, 4, 0});
      NDArray weights = manager.create(new float[] {1, 0.5f, 20});
      scores.setRequiresGradient(true);
      double loss;
      try (OpPack.Recording recording = pack.record()) {
        NDArray value = pack.loss(manager, scores, targets, weights, 7);
        recording.backward(value);
        loss = value.getFloat();
      }
      float[] gradient = scores.getGradient().toFloatArray();
      double[] values = new double[15];
      for (int i = 0; i < 15; i++) {
        values[i] = scores.toFloatArray()[i];
      }
      assertThat(loss).isCloseTo(plainLoss(values), within(1e-5));
      for (int i = 0; i < 15; i++) {
        double[] above = values.clone();
        double[] below = values.clone();
        above[i] += 1e-5;
        below[i] -= 1e-5;
        double slope = (plainLoss(above) - plainLoss(below)) / 2e-5;
        assertThat((double) gradient[i]).isCloseTo(slope, within(1e-5));
      }
      double[] tally = pack.tally(manager, scores, targets, weights);
      assertThat(tally[0]).isCloseTo(7 * loss, within(1e-4));
    }
  }

  private static double plainLoss(double[] scores) {
    int[] targets = {1, 4, 0};
    double[] weights = {1, 0.5, 20};
    double loss = 0;
    for (int row = 0; row < 3; row++) {
      double sum = 0;
      for (int v = 0; v < 5; v++) {
        sum += Math.exp(scores[row * 5 + v]);
      }
      loss += weights[row] * (Math.log(sum) - scores[row * 5 + targets[row]]);
    }
    return loss / 7;
  }

  @Test
  void gradientsOfTheEmbeddingAgreeWithPlainOperations() {
    try (NDManager manager = pack.newManager()) {
      var random = new SeededRandom(4);
      NDArray table = random(manager, random, 6, WIDTH);
      NDArray norm = random(manager, random, WIDTH);
      NDArray ids = manager.create(new int[] {1, 5, 1, 0, 2, 1});
      NDArray direction = random(manager, random, 6, WIDTH);
      OpPack.LayerSettings settings = pack.layerSettings(HEADS, 1e-5, Precision.FP32);
      List<NDArray> inputs = List.of(table, norm);
      inputs.forEach(input -> input.setRequiresGradient(true));
      List<float[]> byPack =
          gradients(
              inputs, () -> pack.embed(manager, ids, table, norm, settings).mul(direction).sum());
      List<float[]> byHand =
          gradients(
              inputs, () -> plainNorm(ids.oneHot(6).matMul(table), norm).mul(direction).sum());
      for (int i = 0; i < 2; i++) {
        assertThat(byPack.get(i)).hasSameSizeAs(byHand.get(i));
        for (int j = 0; j < byPack.get(i).length; j++) {
          assertThat(byPack.get(i)[j]).isCloseTo(byHand.get(i)[j], within(1e-4f));
        }
      }
    }
  }

  @Test
  void gradientsOfTheHeadAgreeWithPlainOperations() {
    try (NDManager manager = pack.newManager()) {
      var random = new SeededRandom(6);
      List<NDArray> weights =
          List.of(
              random(manager, random, WIDTH),
              random(manager, random, WIDTH, WIDTH),
              random(manager, random, WIDTH),
              random(manager, random, 9, WIDTH),
              random(manager, random, 9));
      NDArray x = random(manager, random, 13, WIDTH);
      NDArray positions = manager.create(new int[] {0, 6, 7, 12});
      NDArray direction = random(manager, random, 4, 9);
      OpPack.LayerSettings settings = pack.layerSettings(HEADS, 1e-5, Precision.FP32);
      List<NDArray> inputs = new ArrayList<>(weights);
      inputs.add(x);
      inputs.forEach(input -> input.setRequiresGradient(true));
      List<float[]> byPack =
          gradients(
              inputs,
              () -> pack.logits(manager, x, positions, weights, settings).mul(direction).sum());
      List<float[]> byHand =
          gradients(
              inputs,
              () -> {
                NDArray rows = positions.oneHot(13).matMul(x);
                NDArray dense = plainNorm(rows, weights.get(0)).matMul(weights.get(1).transpose());
                NDArray gelu = dense.mul(dense.div(Math.sqrt(2)).erf().add(1)).mul(0.5);
                return plainNorm(gelu, weights.get(2))
                    .matMul(weights.get(3).transpose())
                    .add(weights.get(4))
                    .mul(direction)
                    .sum();
              });
      for (int i = 0; i < byPack.size(); i++) {
        assertThat(byPack.get(i)).as("input %d", i).hasSameSizeAs(byHand.get(i));
        for (int j = 0; j < byPack.get(i).length; j++) {
          assertThat(byPack.get(i)[j])
              .as("input %d[%d]", i, j)
              .isCloseTo(byHand.get(i)[j], within(1e-4f));
        }
      }
    }
  }
}
