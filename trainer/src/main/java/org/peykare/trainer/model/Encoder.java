package org.peykare.trainer.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.peykare.trainer.ops.OpPack;
import org.peykare.trainer.ops.Precision;

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
      NDArray ids,
      NDArray globalRope,
      NDArray localRope,
      OpPack.Attention whole,
      OpPack.Attention window) {}

  /// One batch on its way through the encoder, layer by layer.
  public final class Pass {
    private final Inputs inputs;
    private final OpPack.LayerSettings settings;

    private Pass(Inputs inputs, OpPack.LayerSettings settings) {
      this.inputs = inputs;
      this.settings = settings;
    }

    /// Normed embeddings [T, d], the input of the first layer.
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
              global ? inputs.whole() : inputs.window(),
              settings);
    }

    /// Number of layers.
    public int layers() {
      return layers.size();
    }
  }

  /// Prepares a batch. What it needs belongs to `manager`.
  Pass pass(NDManager manager, PackedTokens tokens, OpPack.LayerSettings settings) {
    ModelShape shape = config.shape();
    NDArray positions = manager.create(tokens.positions());
    return new Pass(
        new Inputs(
            manager.create(tokens.ids()),
            pack.rope(manager, positions, shape.globalRopeTheta(), config.headWidth()),
            pack.rope(manager, positions, shape.localRopeTheta(), config.headWidth()),
            attention(manager, tokens, -1, settings.precision()),
            attention(manager, tokens, shape.localAttention() / 2, settings.precision())),
        settings);
  }

  /// The way of attending that costs least: see docs/decisions/0007.
  private OpPack.Attention attention(
      NDManager manager, PackedTokens tokens, int radius, Precision precision) {
    long[] lengths = tokens.lengths();
    long longest = Arrays.stream(lengths).max().orElse(0);
    if (pack.hasKernel(precision)) {
      return pack.kernel(manager, tokens.borders(), radius, longest);
    }
    if (radius < 0 || longest <= radius + 1) {
      return pack.documents(manager, lengths);
    }
    return pack.blocks(manager, manager.create(tokens.documents()), radius, precision);
  }
}
