package org.peykare.trainer.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import org.peykare.trainer.ops.OpPack;

/// The encoder: normed embeddings, then layers of which every n-th sees the whole document and the
/// others a window. The final norm is left to the head, which needs it at few positions only.
public final class Encoder {
  private final ModelConfig config;
  private final OpPack pack;
  private final NDArray table;
  private final NDArray norm;
  private final List<EncoderLayer> layers = new ArrayList<>();

  /// The encoder of `config` on the given weights.
  public Encoder(ModelConfig config, OpPack pack, Weights weights) {
    this.config = config;
    this.pack = pack;
    table = weights.get("model.embeddings.tok_embeddings.weight");
    norm = weights.get("model.embeddings.norm.weight");
    for (int i = 0; i < config.shape().numHiddenLayers(); i++) {
      layers.add(new EncoderLayer(pack, weights, i));
    }
  }

  /// What all layers need to know of a batch.
  private record Inputs(
      NDArray ids, NDArray globalRope, NDArray localRope, NDArray globalMask, NDArray localMask) {}

  /// One batch on its way through the encoder, layer by layer.
  public final class Pass {
    private final Inputs inputs;
    private final OpPack.LayerSettings settings;

    private Pass(Inputs inputs, OpPack.LayerSettings settings) {
      this.inputs = inputs;
      this.settings = settings;
    }

    /// Normed embeddings [B, S, d], the input of the first layer.
    public NDArray embed(NDManager manager) {
      return pack.embed(manager, inputs.ids(), table, norm, settings);
    }

    /// The output of layer `index` for the input `x`.
    public NDArray layer(NDManager manager, int index, NDArray x) {
      boolean global = config.isGlobal(index);
      return layers
          .get(index)
          .forward(
              manager,
              x,
              global ? inputs.globalRope() : inputs.localRope(),
              global ? inputs.globalMask() : inputs.localMask(),
              settings);
    }

    /// Number of layers.
    public int layers() {
      return layers.size();
    }
  }

  /// Prepares a batch. What it needs belongs to `manager`.
  ///
  /// @param ids [B, S]
  /// @param documents [B, S], number of the document that each token belongs to
  public Pass pass(
      NDManager manager, NDArray ids, NDArray documents, OpPack.LayerSettings settings) {
    int length = Math.toIntExact(ids.getShape().get(1));
    ModelShape shape = config.shape();
    NDArray globalMask = pack.attentionMask(manager, documents, -1, settings.precision());
    int radius = shape.localAttention() / 2;
    NDArray localMask =
        radius >= length - 1
            ? globalMask
            : pack.attentionMask(manager, documents, radius, settings.precision());
    return new Pass(
        new Inputs(
            ids,
            pack.rope(manager, length, shape.globalRopeTheta(), config.headWidth()),
            pack.rope(manager, length, shape.localRopeTheta(), config.headWidth()),
            globalMask,
            localMask),
        settings);
  }
}
