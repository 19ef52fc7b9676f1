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

  /// Hidden states [B, S, d] before the final norm.
  ///
  /// @param ids [B, S]
  /// @param documents [B, S], number of the document that each token belongs to
  public NDArray forward(
      NDManager manager, NDArray ids, NDArray documents, OpPack.LayerSettings settings) {
    int length = Math.toIntExact(ids.getShape().get(1));
    ModelShape shape = config.shape();
    NDArray globalRope = pack.rope(manager, length, shape.globalRopeTheta(), config.headWidth());
    NDArray localRope = pack.rope(manager, length, shape.localRopeTheta(), config.headWidth());
    NDArray globalMask = pack.attentionMask(manager, documents, -1, settings.precision());
    int radius = shape.localAttention() / 2;
    NDArray localMask =
        radius >= length - 1
            ? globalMask
            : pack.attentionMask(manager, documents, radius, settings.precision());

    NDArray x = pack.embed(manager, ids, table, norm, settings);
    for (int i = 0; i < layers.size(); i++) {
      boolean global = config.isGlobal(i);
      x =
          layers
              .get(i)
              .forward(
                  manager,
                  x,
                  global ? globalRope : localRope,
                  global ? globalMask : localMask,
                  settings);
    }
    return x;
  }
}
