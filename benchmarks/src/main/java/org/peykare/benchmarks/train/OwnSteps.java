package org.peykare.benchmarks.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.peykare.trainer.data.Masked;
import org.peykare.trainer.model.MaskedLanguageModel;
import org.peykare.trainer.model.ModelConfig;
import org.peykare.trainer.model.ModelShape;
import org.peykare.trainer.model.Recompute;
import org.peykare.trainer.model.Weights;
import org.peykare.trainer.ops.OpPack;
import org.peykare.trainer.ops.Precision;
import org.peykare.trainer.optim.AdamW;
import org.peykare.trainer.optim.Optimizer;

/// Steps of this trainer: forward, backward, clipping, fused AdamW.
final class OwnSteps implements AutoCloseable {
  private final OpPack pack;
  private final NDManager manager;
  private final MaskedLanguageModel model;
  private final AdamW optimizer;
  private final List<NDArray> gradients;
  private final Masked masked;

  OwnSteps(OpPack pack, String preset, int length, Precision precision) {
    this.pack = pack;
    manager = pack.newManager();
    masked = Sample.of(length);
    var config = new ModelConfig(ModelShape.preset(preset), Sample.VOCABULARY, Sample.SPECIAL);
    Weights weights = Weights.random(manager, config, 1);
    weights.requireGradients();
    model = new MaskedLanguageModel(config, pack, weights, precision);
    optimizer =
        new AdamW(
            pack, manager, weights, new AdamW.Settings(Optimizer.ADAMW, 0.9, 0.98, 1e-6, 0.01, 1));
    gradients = pack.gradients(weights.arrays());
  }

  void step() {
    try (NDManager step = pack.newManager()) {
      float loss = model.backward(step, masked, Recompute.NONE).getFloat();
      if (!Float.isFinite(loss) || !Double.isFinite(optimizer.clip(step, gradients))) {
        throw new IllegalStateException("The loss is no number: " + loss);
      }
      optimizer.step(step, gradients, 1e-4);
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
