package org.peykare.benchmarks.train;

import java.util.Arrays;
import java.util.Random;
import org.peykare.formats.shards.DatasetCard.SpecialTokens;
import org.peykare.trainer.data.Batch;
import org.peykare.trainer.data.FixedRateMasking;
import org.peykare.trainer.data.MaskRule;
import org.peykare.trainer.data.MaskUnit;
import org.peykare.trainer.data.Masked;
import org.peykare.trainer.data.Vocabulary;

/// A packed batch of random tokens: documents of 300 tokens on average, 30 % of the tokens masked.
final class Sample {
  static final int VOCABULARY = 32_768;
  private static final int LEAST_TOKENS = 1024;
  static final SpecialTokens SPECIAL = new SpecialTokens(0, 1, 2, 3, 4);
  private static final double MEAN_LENGTH = 300;
  private static final int LEAST_LENGTH = 16;
  private static final double MASK_RATE = 0.3;

  private Sample() {}

  /// Tokens of a step: at least two sequences, as DJL's BERT fails with one.
  static int tokens(int length) {
    return length * Math.max(2, LEAST_TOKENS / length);
  }

  static Masked of(int length) {
    var random = new Random(1);
    int rows = tokens(length) / length;
    int[] ids = new int[tokens(length)];
    int[] documents = new int[tokens(length)];
    for (int row = 0; row < rows; row++) {
      int document = 0;
      for (int at = 0; at < length; ) {
        int wanted = LEAST_LENGTH + (int) (-MEAN_LENGTH * Math.log(1 - random.nextDouble()));
        int left = length - at;
        int size = left - wanted < LEAST_LENGTH ? left : wanted;
        Arrays.fill(documents, row * length + at, row * length + at + size, ++document);
        at += size;
      }
    }
    Arrays.setAll(ids, i -> 5 + random.nextInt(VOCABULARY - 5));
    var vocabulary = new Vocabulary(VOCABULARY, SPECIAL, "1".repeat(VOCABULARY));
    return new FixedRateMasking(MASK_RATE, MaskRule.BERT, MaskUnit.TOKEN, vocabulary, 1)
        .mask(new Batch(rows, length, ids, documents), 0);
  }
}
