package org.peykare.trainer.data;

import java.util.Arrays;

/// Masked diffusion (LLaDA, arXiv 2502.09992): row i of n has the time t = (u + i/n) mod 1, spread
/// evenly over the batch by one draw u; each of its tokens is hidden with chance p = (1 - ε)t + ε
/// and then counts 1/p. The loss is the mean over all tokens, hidden or not.
public final class DiffusionMasking implements Masking {
  /// The least chance ε; keeps the weights finite.
  public static final double LEAST = 1e-3;

  private final Vocabulary vocabulary;
  private final long seed;

  /// Masking by times that follow from the seed and the step.
  public DiffusionMasking(Vocabulary vocabulary, long seed) {
    this.vocabulary = vocabulary;
    this.seed = seed;
  }

  @Override
  public Masked mask(Batch batch, long step) {
    double u = new SeededRandom(seed, step, 't').nextDouble();
    var writer = new MaskWriter(batch, vocabulary, MaskRule.ALL_MASK);
    long tokens = 0;
    for (int row = 0; row < batch.rows(); row++) {
      double t = (u + row / (double) batch.rows()) % 1;
      double chance = (1 - LEAST) * t + LEAST;
      var random = new SeededRandom(seed, step, row, 'm');
      int[] ordinary = writer.ordinary(row);
      tokens += ordinary.length;
      int hidden = 0;
      for (int position : ordinary) {
        if (random.nextDouble() < chance) {
          ordinary[hidden++] = position;
        }
      }
      writer.hide(Arrays.copyOf(ordinary, hidden), (float) (1 / chance), random);
    }
    return writer.masked(Math.max(1, tokens));
  }

  /// Hides exactly l of the L ordinary tokens of each row, with weight L/l: the estimate of the
  /// bound with the least variance, for evaluation. l goes evenly from 1 to L over the sequences.
  ///
  /// @param first number of the batch's first sequence
  /// @param sequences number of all sequences of the exam
  /// @return with the number of ordinary tokens as the normalizer
  public Masked maskExactly(Batch batch, long first, int sequences) {
    var writer = new MaskWriter(batch, vocabulary, MaskRule.ALL_MASK);
    double u = new SeededRandom(seed, 't').nextDouble();
    long tokens = 0;
    for (int row = 0; row < batch.rows(); row++) {
      int[] ordinary = writer.ordinary(row);
      if (ordinary.length == 0) {
        continue;
      }
      tokens += ordinary.length;
      double t = (u + (first + row) / (double) sequences) % 1;
      int hidden = 1 + (int) (t * ordinary.length);
      var random = new SeededRandom(seed, first + row, 'm');
      float weight = ordinary.length / (float) hidden;
      writer.hide(Choice.tokens(ordinary, hidden, random), weight, random);
    }
    return writer.masked(Math.max(1, tokens));
  }
}
