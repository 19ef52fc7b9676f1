package org.peykare.trainer.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import org.peykare.trainer.ops.OpPack;

/// One layer: x + attention(norm(x)), then + feed(norm(·)). The first has no attention norm.
final class EncoderLayer {
  private final OpPack pack;
  private final List<NDArray> weights = new ArrayList<>();

  EncoderLayer(OpPack pack, Weights weights, int index) {
    this.pack = pack;
    String prefix = "model.layers." + index + ".";
    if (index > 0) {
      this.weights.add(weights.get(prefix + "attn_norm.weight"));
    }
    for (String name : List.of("attn.Wqkv", "attn.Wo", "mlp_norm", "mlp.Wi", "mlp.Wo")) {
      this.weights.add(weights.get(prefix + name + ".weight"));
    }
  }

  NDArray forward(
      NDManager manager,
      NDArray x,
      NDArray rope,
      OpPack.Attention attention,
      OpPack.LayerSettings settings) {
    return pack.layer(manager, x, weights, rope, attention, settings);
  }
}
