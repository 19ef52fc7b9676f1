package org.peykare.benchmarks.train;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.transformer.BertBlock;
import ai.djl.nn.transformer.BertPretrainingBlock;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.Arrays;
import org.peykare.trainer.data.Masked;
import org.peykare.trainer.model.ModelShape;

/// Steps of DJL's own BERT blocks, of as many operations a token: two feed-forward matrices of one
/// and a half times the width do what the three of the gated layer do. DJL's Adam makes the step.
final class BertSteps implements AutoCloseable {
  private final Model model;
  private final Trainer trainer;
  private final Masked masked;
  private final int rows;
  private final int perRow;

  BertSteps(String preset, int length) {
    ModelShape shape = ModelShape.preset(preset);
    masked = Sample.of(length);
    rows = masked.batch().rows();
    perRow = masked.positions().length / rows;
    model = Model.newInstance("bert", "PyTorch");
    model.setBlock(
        new BertPretrainingBlock(
            BertBlock.builder()
                .setTokenDictionarySize(Sample.VOCABULARY)
                .optEmbeddingSize(shape.hiddenSize())
                .optTransformerBlockCount(shape.numHiddenLayers())
                .optAttentionHeadCount(shape.numAttentionHeads())
                .optHiddenSize(shape.intermediateSize() * 3 / 2)
                .optMaxSequenceLength(length)
                .optHiddenDropoutProbability(0)));
    trainer =
        model.newTrainer(
            new DefaultTrainingConfig(Loss.l2Loss())
                .optOptimizer(
                    Optimizer.adam().optLearningRateTracker(Tracker.fixed(1e-4f)).build()));
    Shape tokens = new Shape(rows, length);
    trainer.initialize(tokens, tokens, tokens, new Shape(rows, perRow));
  }

  void step() {
    int length = masked.batch().columns();
    try (NDManager step = trainer.getManager().newSubManager()) {
      Shape shape = new Shape(rows, length);
      int[] places = new int[rows * perRow];
      int[] targets = new int[rows * perRow];
      for (int row = 0; row < rows; row++) {
        Masked part = masked.rows(row, row + 1);
        for (int i = 0; i < perRow; i++) {
          int at = Math.min(i, part.positions().length - 1);
          places[row * perRow + i] = part.positions()[at];
          targets[row * perRow + i] = part.targets()[at];
        }
      }
      int[] ones = new int[rows * length];
      Arrays.fill(ones, 1);
      NDList inputs =
          new NDList(
              step.create(masked.batch().ids(), shape),
              step.zeros(shape, ai.djl.ndarray.types.DataType.INT32),
              step.create(ones, shape),
              step.create(places, new Shape(rows, perRow)));
      try (GradientCollector collector = trainer.newGradientCollector()) {
        NDArray logProbabilities = trainer.forward(inputs).get(1).reshape(-1, Sample.VOCABULARY);
        NDArray chosen =
            logProbabilities.gather(
                step.create(Arrays.stream(targets).asLongStream().toArray()).reshape(-1, 1), 1);
        collector.backward(chosen.mean().neg());
      }
      trainer.step();
    }
  }

  @Override
  public void close() {
    trainer.close();
    model.close();
  }
}
