package org.peykare.trainer.loop;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.peykare.trainer.data.Batch;
import org.peykare.trainer.data.Batches;
import org.peykare.trainer.data.DiffusionMasking;
import org.peykare.trainer.data.FixedRateMasking;
import org.peykare.trainer.data.MaskRule;
import org.peykare.trainer.data.MaskUnit;
import org.peykare.trainer.data.Masked;
import org.peykare.trainer.data.Objective;
import org.peykare.trainer.data.TokenShards;
import org.peykare.trainer.data.Vocabulary;
import org.peykare.trainer.model.MaskedLanguageModel;
import org.peykare.trainer.ops.OpPack;

/// The held-out exam: the validation split with 15 % of its tokens masked, the same tokens whatever
/// the training's own seed, batch size, mask rate and rule. Every chosen token is hidden, none is
/// shown. Data set, tokenizer and sequence length decide the exam: figures can be compared between
/// models that share them. A diffusion model is also asked for its bound: in each sequence a number
/// of tokens from one to all is hidden.
public final class Evaluation {
  /// Share of the held-out tokens that is masked.
  public static final double MASK_RATE = 0.15;

  /// At most this many sequences are used.
  public static final int MOST_SEQUENCES = 1024;

  private static final long SEED = 20_250_915;

  private final OpPack pack;
  private final List<Masked> batches = new ArrayList<>();
  private final List<Masked> diffusion = new ArrayList<>();
  private final UnigramBaseline baseline;
  private final long maskedTokens;
  private final long maskedBytes;

  /// Prepares the exam on `shards` for a model trained with `objective`.
  ///
  /// @throws IllegalArgumentException when the validation split holds no tokens
  public Evaluation(OpPack pack, TokenShards shards, Objective objective, int rows, int columns) {
    this.pack = pack;
    var vocabulary = Vocabulary.of(shards.card());
    var masking =
        new FixedRateMasking(MASK_RATE, MaskRule.ALL_MASK, MaskUnit.TOKEN, vocabulary, SEED);
    var noise = new DiffusionMasking(vocabulary, SEED);
    List<Batch> plain =
        Batches.fixed(
            shards.validation(), shards.card().specialTokens(), rows, columns, MOST_SEQUENCES);
    int sequences = plain.stream().mapToInt(Batch::rows).sum();
    int sequence = 0;
    for (Batch batch : plain) {
      batches.add(masking.maskSequences(batch, sequence));
      if (objective == Objective.DIFFUSION) {
        diffusion.add(noise.maskExactly(batch, sequence, sequences));
      }
      sequence += batch.rows();
    }
    maskedTokens = batches.stream().mapToLong(batch -> batch.targets().length).sum();
    if (maskedTokens == 0) {
      throw new IllegalArgumentException(
          "Cannot evaluate: the data set in %s holds no validation tokens; tokenize a larger corpus,"
                  .formatted(shards.folder())
              + " or with a larger validation share");
    }
    int[] lengths = shards.card().tokenByteLengths();
    maskedBytes =
        batches.stream()
            .flatMapToInt(batch -> Arrays.stream(batch.targets()))
            .mapToLong(token -> lengths[token])
            .sum();
    baseline = baseline(shards.train().counts());
  }

  private UnigramBaseline baseline(long[] trainCounts) {
    long[] heldOut = new long[trainCounts.length];
    for (Masked batch : batches) {
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
  ///
  /// @param alive called after each batch
  public HeldOut run(MaskedLanguageModel model, int step, Runnable alive) {
    double[] sums = sums(model, batches, alive);
    double[] bound = sums(model, diffusion, alive);
    return new HeldOut(
        step,
        sums[0] / maskedTokens,
        sums[1] / maskedTokens,
        maskedTokens,
        diffusion.isEmpty() ? null : bound[0] / bound[2],
        maskedBytes == 0 ? null : sums[0] / Math.log(2) / maskedBytes);
  }

  /// Weighted loss, hits and normalizers over `exam`.
  private double[] sums(MaskedLanguageModel model, List<Masked> exam, Runnable alive) {
    double[] sums = new double[3];
    for (Masked masked : exam) {
      try (NDManager manager = pack.newManager()) {
        double[] tally = model.tally(manager, masked);
        sums[0] += tally[0];
        sums[1] += tally[1];
        sums[2] += masked.normalizer();
      }
      alive.run();
    }
    return sums;
  }
}
