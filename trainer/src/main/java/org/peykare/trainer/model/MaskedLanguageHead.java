package org.peykare.trainer.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.peykare.trainer.ops.OpPack;

/// Final norm, dense layer, norm, and the decoder, whose matrix is the embedding table.
public final class MaskedLanguageHead {
  private final OpPack pack;
  private final List<NDArray> weights;

  /// The head on the given weights.
  public MaskedLanguageHead(OpPack pack, Weights weights) {
    this.pack = pack;
    this.weights =
        List.of(
            weights.get("model.final_norm.weight"),
            weights.get("head.dense.weight"),
            weights.get("head.norm.weight"),
            weights.get("model.embeddings.tok_embeddings.weight"),
            weights.get("decoder.bias"));
  }

  /// Scores [N, V] of every token id at `positions` of the tokens.
  public NDArray logits(
      NDManager manager, NDArray hidden, NDArray positions, OpPack.LayerSettings settings) {
    return pack.logits(manager, hidden, positions, weights, settings);
  }
}
