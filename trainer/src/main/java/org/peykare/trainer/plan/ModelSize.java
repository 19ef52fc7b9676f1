package org.peykare.trainer.plan;

import org.peykare.formats.shards.DatasetCard.SpecialTokens;
import org.peykare.trainer.model.ModelConfig;
import org.peykare.trainer.model.ModelShape;

/// What a model costs per token.
public sealed interface ModelSize {
  /// Number of weights.
  long parameters();

  /// Floating-point operations of training on one token, forward and backward.
  double flopsPerToken();

  /// An encoder of this trainer with its masked-language head.
  ///
  /// Operations per token: 6 · (body + r · (head + decoder)) + 12 · d · Σ over the layers of what a
  /// token can see, where the body has 4d² + 3·d·f weights a layer, the head d², the decoder V · d,
  /// and r is the share of the tokens that is decoded. Recomputed activations are not counted, as
  /// is the custom for model utilization.
  ///
  /// @param vocabulary number of token ids
  /// @param sequenceLength tokens per packed sequence
  /// @param decodedShare share of the tokens whose prediction is computed: the mask rate, one half
  ///   for diffusion
  record Encoder(ModelShape shape, int vocabulary, int sequenceLength, double decodedShare)
      implements ModelSize {
    private static final SpecialTokens ANY = new SpecialTokens(0, 1, 2, 3, 4);

    public Encoder {
      if (sequenceLength < 1 || !(decodedShare > 0 && decodedShare <= 1)) {
        throw new IllegalArgumentException(
            "Cannot plan for sequences of %d tokens of which a share of %s is decoded (must be 1 or more, and above 0 up to 1)"
                .formatted(sequenceLength, decodedShare));
      }
    }

    @Override
    public long parameters() {
      return new ModelConfig(shape, vocabulary, ANY).parameters();
    }

    @Override
    public double flopsPerToken() {
      double d = shape.hiddenSize();
      double layer = 4 * d * d + 3 * d * shape.intermediateSize();
      double decoded = d * d + d * vocabulary;
      double seen = 0;
      for (int i = 0; i < shape.numHiddenLayers(); i++) {
        boolean global = i % shape.globalAttnEveryNLayers() == 0;
        seen += global ? sequenceLength : Math.min(sequenceLength, shape.localAttention());
      }
      return 6 * (shape.numHiddenLayers() * layer + decodedShare * decoded) + 12 * d * seen;
    }

    /// Bytes that the forward pass keeps for the backward pass, for `tokens` tokens at once: 8d +
    /// 4f values a layer and token (input and output of both norms, queries, keys, values and
    /// result of attention, the gated layer's halves and product), and three 32-bit values for each
    /// entry of the vocabulary and decoded token. Attention keeps no matrix of scores.
    ///
    /// @param valueBytes of a value inside the layers: 4, or 2 in bf16
    long activationBytes(long tokens, int valueBytes) {
      double layer = 8.0 * shape.hiddenSize() + 4.0 * shape.intermediateSize();
      double body = valueBytes * layer * shape.numHiddenLayers();
      return Math.round(tokens * (body + decodedShare * vocabulary * 3 * Float.BYTES));
    }
  }

  /// A transformer of which only the number of weights is known: six operations a weight.
  record Parameters(long parameters) implements ModelSize {
    public Parameters {
      if (parameters < 1) {
        throw new IllegalArgumentException(
            "Cannot plan for %d parameters (must be 1 or more)".formatted(parameters));
      }
    }

    @Override
    public double flopsPerToken() {
      return 6.0 * parameters;
    }
  }
}
