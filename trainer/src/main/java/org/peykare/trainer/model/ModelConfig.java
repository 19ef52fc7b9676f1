package org.peykare.trainer.model;

import java.util.ArrayList;
import java.util.List;
import org.peykare.formats.shards.DatasetCard.SpecialTokens;

/// All that fixes a model's computation: its shape, its vocabulary and the special tokens.
public record ModelConfig(ModelShape shape, int vocabSize, SpecialTokens specialTokens) {

  public ModelConfig {
    int largest =
        Math.max(
            Math.max(specialTokens.pad(), specialTokens.unk()),
            Math.max(specialTokens.cls(), Math.max(specialTokens.sep(), specialTokens.mask())));
    if (vocabSize <= largest) {
      throw new IllegalArgumentException(
          "Invalid vocab_size: %d (must be above the special token id %d)"
              .formatted(vocabSize, largest));
    }
  }

  /// Whether layer `layer` sees the whole document.
  public boolean isGlobal(int layer) {
    return layer % shape.globalAttnEveryNLayers() == 0;
  }

  /// Width of one attention head.
  public int headWidth() {
    return shape.hiddenSize() / shape.numAttentionHeads();
  }

  /// Every weight of the masked language model, in the order and by the names of `transformers`'
  /// `ModernBertForMaskedLM`.
  public List<WeightSpec> weights() {
    int d = shape.hiddenSize();
    int f = shape.intermediateSize();
    double std = shape.initializerRange();
    double outStd = std / Math.sqrt(2.0 * shape.numHiddenLayers());
    List<WeightSpec> specs = new ArrayList<>();
    specs.add(WeightSpec.normal("model.embeddings.tok_embeddings.weight", std, vocabSize, d));
    specs.add(WeightSpec.ones("model.embeddings.norm.weight", d));
    for (int i = 0; i < shape.numHiddenLayers(); i++) {
      String layer = "model.layers." + i + ".";
      if (i > 0) {
        specs.add(WeightSpec.ones(layer + "attn_norm.weight", d));
      }
      specs.add(WeightSpec.normal(layer + "attn.Wqkv.weight", std, 3L * d, d));
      specs.add(WeightSpec.normal(layer + "attn.Wo.weight", outStd, d, d));
      specs.add(WeightSpec.ones(layer + "mlp_norm.weight", d));
      specs.add(WeightSpec.normal(layer + "mlp.Wi.weight", std, 2L * f, d));
      specs.add(WeightSpec.normal(layer + "mlp.Wo.weight", outStd, d, f));
    }
    specs.add(WeightSpec.ones("model.final_norm.weight", d));
    specs.add(WeightSpec.normal("head.dense.weight", std, d, d));
    specs.add(WeightSpec.ones("head.norm.weight", d));
    specs.add(WeightSpec.zeros("decoder.bias", vocabSize));
    return specs;
  }

  /// Number of weights.
  public long parameters() {
    return weights().stream().mapToLong(WeightSpec::size).sum();
  }
}
