package org.peykare.trainer.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.peykare.trainer.data.Batch;
import org.peykare.trainer.data.Masked;
import org.peykare.trainer.ops.OpPack;
import org.peykare.trainer.ops.Precision;

/// Encoder and masked-language head over one set of weights.
public final class MaskedLanguageModel {
  private final ModelConfig config;
  private final Weights weights;
  private final OpPack pack;
  private final Encoder encoder;
  private final MaskedLanguageHead head;
  private final OpPack.LayerSettings settings;

  /// The model of `config` on the given weights.
  public MaskedLanguageModel(
      ModelConfig config, OpPack pack, Weights weights, Precision precision) {
    this.config = config;
    this.weights = weights;
    this.pack = pack;
    encoder = new Encoder(config, pack, weights);
    head = new MaskedLanguageHead(pack, weights);
    settings =
        pack.layerSettings(config.shape().numAttentionHeads(), config.shape().normEps(), precision);
  }

  /// Scores [N, V] at `positions` of the flattened batch.
  public NDArray logits(NDManager manager, Batch batch, int[] positions) {
    PackedTokens tokens = PackedTokens.of(batch);
    Encoder.Pass pass = encoder.pass(manager, tokens, settings);
    NDArray x = pass.embed(manager);
    for (int i = 0; i < pass.layers(); i++) {
      x = pass.layer(manager, i, x);
    }
    return head(manager, x, tokens, positions);
  }

  private NDArray head(NDManager manager, NDArray hidden, PackedTokens tokens, int[] positions) {
    return head.logits(manager, hidden, manager.create(tokens.at(positions)), settings);
  }

  /// The loss of `masked`; its gradients are added to those of the weights.
  public NDArray backward(NDManager manager, Masked masked, Recompute recompute) {
    return switch (recompute) {
      case NONE -> {
        try (OpPack.Recording recording = pack.record()) {
          NDArray logits = logits(manager, masked.batch(), masked.positions());
          NDArray loss = loss(manager, logits, masked);
          recording.backward(loss);
          yield loss;
        }
      }
      case LAYERS -> recomputing(manager, masked);
    };
  }

  /// Keeps the input of each layer alone, and computes each layer a second time when its gradients
  /// are due.
  private NDArray recomputing(NDManager manager, Masked masked) {
    PackedTokens tokens = PackedTokens.of(masked.batch());
    Encoder.Pass pass = encoder.pass(manager, tokens, settings);
    List<NDArray> inputs = new ArrayList<>();
    inputs.add(pass.embed(manager));
    for (int i = 0; i < pass.layers(); i++) {
      inputs.add(pass.layer(manager, i, inputs.getLast()));
    }
    NDArray last = inputs.removeLast();
    last.setRequiresGradient(true);
    NDArray loss;
    try (OpPack.Recording recording = pack.record()) {
      loss = loss(manager, head(manager, last, tokens, masked.positions()), masked);
      recording.backward(loss);
    }
    NDArray direction = last.getGradient();
    while (!inputs.isEmpty()) {
      NDArray input = inputs.removeLast();
      input.setRequiresGradient(true);
      try (NDManager local = manager.newSubManager();
          OpPack.Recording recording = pack.record()) {
        recording.backward(pass.layer(local, inputs.size(), input), direction);
      }
      direction.close();
      direction = input.getGradient();
      input.close();
    }
    try (OpPack.Recording recording = pack.record()) {
      recording.backward(pass.embed(manager), direction);
    }
    return loss;
  }

  private NDArray loss(NDManager manager, NDArray logits, Masked masked) {
    return pack.loss(
        manager,
        logits,
        targets(manager, masked),
        manager.create(masked.weights()),
        masked.normalizer());
  }

  /// Sum over the hidden tokens of `masked` of weight times negative log-likelihood, and how many
  /// of them the model gives the highest score.
  public double[] tally(NDManager manager, Masked masked) {
    NDArray logits = logits(manager, masked.batch(), masked.positions());
    NDArray weights = manager.create(masked.weights());
    return pack.tally(manager, logits, targets(manager, masked), weights);
  }

  private static NDArray targets(NDManager manager, Masked masked) {
    return manager.create(Arrays.stream(masked.targets()).asLongStream().toArray());
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
