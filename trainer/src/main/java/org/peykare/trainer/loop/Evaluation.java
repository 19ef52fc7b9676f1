package org.peykare.trainer.loop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import org.peykare.trainer.data.Batch;
import org.peykare.trainer.data.Batches;
import org.peykare.trainer.data.MaskRule;
import org.peykare.trainer.data.Masking;
import org.peykare.trainer.data.TokenShards;
import org.peykare.trainer.model.MaskedLanguageModel;
import org.peykare.trainer.ops.OpPack;

/// The held-out exam: the validation split with 15 % of its tokens masked, the same tokens whatever
/// the training's own seed, batch size, mask rate and rule. Every chosen token is hidden, none is
/// shown. Data set, tokenizer and sequence length decide the exam: figures can be compared between
/// models that share them.
public final class Evaluation {
  /// Share of the held-out tokens that is masked.
  public static final double MASK_RATE = 0.15;

  /// At most this many sequences are used.
  public static final int MOST_SEQUENCES = 1024;

  private static final long SEED = 20_250_915;

  private final OpPack pack;
  private final List<Masking.Masked> batches = new ArrayList<>();
  private final UnigramBaseline baseline;
  private final long maskedTokens;

  /// Prepares the exam on `shards`.
  ///
  /// @throws IllegalArgumentException when the validation split holds no tokens
  public Evaluation(OpPack pack, TokenShards shards, int rows, int columns) {
    this.pack = pack;
    var special = shards.card().specialTokens();
    var masking =
        new Masking(MASK_RATE, MaskRule.ALL_MASK, shards.card().vocabularySize(), special, SEED);
    List<Batch> plain = Batches.fixed(shards.validation(), special, rows, columns, MOST_SEQUENCES);
    int sequence = 0;
    for (Batch batch : plain) {
      batches.add(masking.maskSequences(batch, sequence));
      sequence += batch.rows();
    }
    maskedTokens = batches.stream().mapToLong(batch -> batch.targets().length).sum();
    if (maskedTokens == 0) {
      throw new IllegalArgumentException(
          "Cannot evaluate: the data set in %s holds no validation tokens; tokenize a larger corpus,"
                  .formatted(shards.folder())
              + " or with a larger validation share");
    }
    baseline = baseline(shards.train().counts());
  }

  private UnigramBaseline baseline(long[] trainCounts) {
    long[] heldOut = new long[trainCounts.length];
    for (Masking.Masked batch : batches) {
      for (int target : batch.targets()) {
        heldOut[target]++;
      }
    }
    double total = trainCounts.length;
    for (long count : trainCounts) {
      total += count;
    }
    double cross = 0;
    double own = 0;
    for (int token = 0; token < heldOut.length; token++) {
      if (heldOut[token] > 0) {
        cross -= heldOut[token] * Math.log((trainCounts[token] + 1) / total);
        own -= heldOut[token] * Math.log(heldOut[token] / (double) maskedTokens);
      }
    }
    return new UnigramBaseline(cross / maskedTokens, own / maskedTokens);
  }

  /// What a guesser without context reaches.
  public UnigramBaseline baseline() {
    return baseline;
  }

  /// The figures of `model` after `step` steps.
  public HeldOut run(MaskedLanguageModel model, int step) {
    double loss = 0;
    double hits = 0;
    for (Masking.Masked masked : batches) {
      try (NDManager manager = pack.newManager()) {
        NDArray logits = model.logits(manager, masked.batch(), masked.positions());
        double[] tally = pack.tally(manager, logits, targets(manager, masked));
        loss += tally[0];
        hits += tally[1];
      }
    }
    return new HeldOut(step, loss / maskedTokens, hits / maskedTokens, maskedTokens);
  }

  static NDArray targets(NDManager manager, Masking.Masked masked) {
    long[] targets = new long[masked.targets().length];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = masked.targets()[i];
    }
    return manager.create(targets);
  }
}
