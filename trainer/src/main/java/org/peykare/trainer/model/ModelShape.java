package org.peykare.trainer.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The sizes of an encoder that do not depend on the data, with the field names of `transformers`'
/// ModernBERT configuration.
///
/// @param hiddenSize width d of the encoder
/// @param intermediateSize width of the gated feed-forward layer
/// @param numHiddenLayers number of layers
/// @param numAttentionHeads number of heads; d must be an even multiple of it
/// @param maxPositionEmbeddings longest sequence the model is meant for
/// @param localAttention window of the local layers, in tokens; half of it on each side
/// @param globalAttnEveryNLayers every n-th layer, from the first, sees the whole document
/// @param globalRopeTheta base of the rotary embedding in the global layers
/// @param localRopeTheta base of the rotary embedding in the local layers
/// @param normEps epsilon of the layer norms
/// @param initializerRange standard deviation of the initial weights
/// @param initializerCutoffFactor initial weights are cut at this many standard deviations
public record ModelShape(
    int hiddenSize,
    int intermediateSize,
    int numHiddenLayers,
    int numAttentionHeads,
    int maxPositionEmbeddings,
    int localAttention,
    int globalAttnEveryNLayers,
    double globalRopeTheta,
    double localRopeTheta,
    double normEps,
    double initializerRange,
    double initializerCutoffFactor) {

  private static final Map<String, ModelShape> PRESETS = new LinkedHashMap<>();

  static {
    // For a corpus of some ten thousand tokens and a few minutes on a processor: a narrow window
    // and
    // wide initial weights let it leave the plateau of the unigram distribution within 100 steps.
    PRESETS.put(
        "tiny", new ModelShape(192, 288, 3, 3, 8192, 16, 3, 10_000, 10_000, 1e-5, 0.06, 2.0));
    PRESETS.put("17M", of(256, 384, 7, 4));
    PRESETS.put("32M", of(384, 576, 10, 6));
    PRESETS.put("68M", of(512, 768, 19, 8));
    PRESETS.put("150M", of(768, 1152, 22, 12));
    PRESETS.put("large", of(1024, 2624, 28, 16));
  }

  public ModelShape {
    List<String> problems = new ArrayList<>();
    atLeastOne(problems, "hidden_size", hiddenSize);
    atLeastOne(problems, "intermediate_size", intermediateSize);
    atLeastOne(problems, "num_hidden_layers", numHiddenLayers);
    atLeastOne(problems, "num_attention_heads", numAttentionHeads);
    atLeastOne(problems, "max_position_embeddings", maxPositionEmbeddings);
    atLeastOne(problems, "global_attn_every_n_layers", globalAttnEveryNLayers);
    if (localAttention < 2 || localAttention % 2 != 0) {
      problems.add("local_attention must be an even number >= 2, was " + localAttention);
    }
    if (problems.isEmpty() && hiddenSize % (2 * numAttentionHeads) != 0) {
      problems.add(
          "hidden_size must be a multiple of 2 * num_attention_heads = %d, was %d"
              .formatted(2 * numAttentionHeads, hiddenSize));
    }
    positive(problems, "global_rope_theta", globalRopeTheta);
    positive(problems, "local_rope_theta", localRopeTheta);
    positive(problems, "norm_eps", normEps);
    positive(problems, "initializer_range", initializerRange);
    positive(problems, "initializer_cutoff_factor", initializerCutoffFactor);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException("Invalid model: " + String.join("; ", problems));
    }
  }

  /// The shape called `name`: tiny, 17M, 32M, 68M, 150M (ModernBERT's base) or large (395 M
  /// weights). The numbers are weights with a vocabulary of 32,000 to 50,000.
  public static ModelShape preset(String name) {
    ModelShape shape = PRESETS.get(name);
    if (shape == null) {
      throw new IllegalArgumentException(
          "Unknown model preset: %s (must be one of %s)".formatted(name, PRESETS.keySet()));
    }
    return shape;
  }

  /// The names that [#preset] knows, smallest first.
  public static List<String> presetNames() {
    return List.copyOf(PRESETS.keySet());
  }

  /// A shape with ModernBERT's values for everything but the four sizes.
  public static ModelShape of(
      int hiddenSize, int intermediateSize, int numHiddenLayers, int numAttentionHeads) {
    return new ModelShape(
        hiddenSize,
        intermediateSize,
        numHiddenLayers,
        numAttentionHeads,
        8192,
        128,
        3,
        10_000,
        10_000,
        1e-5,
        0.02,
        2.0);
  }

  private static void atLeastOne(List<String> problems, String name, int value) {
    if (value < 1) {
      problems.add(name + " must be >= 1, was " + value);
    }
  }

  private static void positive(List<String> problems, String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      problems.add(name + " must be a positive number, was " + value);
    }
  }
}
