package org.peykare.trainer.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.peykare.trainer.data.Batch;
import org.peykare.trainer.ops.OpPack;
import org.peykare.trainer.ops.Precision;

/// Encoder and masked-language head over one set of weights.
public final class MaskedLanguageModel {
  private final ModelConfig config;
  private final Weights weights;
  private final Encoder encoder;
  private final MaskedLanguageHead head;
  private final OpPack.LayerSettings settings;

  /// The model of `config` on the given weights.
  public MaskedLanguageModel(
      ModelConfig config, OpPack pack, Weights weights, Precision precision) {
    this.config = config;
    this.weights = weights;
    encoder = new Encoder(config, pack, weights);
    head = new MaskedLanguageHead(pack, weights);
    settings =
        pack.layerSettings(config.shape().numAttentionHeads(), config.shape().normEps(), precision);
  }

  /// Scores [N, V] at `positions` of the flattened batch.
  public NDArray logits(NDManager manager, Batch batch, int[] positions) {
    Shape shape = new Shape(batch.rows(), batch.columns());
    NDArray ids = manager.create(batch.ids(), shape);
    NDArray documents = manager.create(batch.documents(), shape);
    NDArray hidden = encoder.forward(manager, ids, documents, settings);
    return head.logits(manager, hidden, manager.create(positions), settings);
  }

  /// The configuration.
  public ModelConfig config() {
    return config;
  }

  /// The weights.
  public Weights weights() {
    return weights;
  }
}
