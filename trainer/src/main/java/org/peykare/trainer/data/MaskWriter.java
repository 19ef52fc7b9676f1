package org.peykare.trainer.data;

import java.util.Arrays;

/// Collects what is hidden in a batch, row by row.
final class MaskWriter {
  private final Batch batch;
  private final Vocabulary vocabulary;
  private final MaskRule rule;
  private final int[] ids;
  private final int[] positions;
  private final int[] targets;
  private final float[] weights;
  private int found;

  MaskWriter(Batch batch, Vocabulary vocabulary, MaskRule rule) {
    this.batch = batch;
    this.vocabulary = vocabulary;
    this.rule = rule;
    ids = batch.ids().clone();
    positions = new int[ids.length];
    targets = new int[ids.length];
    weights = new float[ids.length];
  }

  /// Positions of the ordinary tokens of a row, ascending.
  int[] ordinary(int row) {
    int[] ordinary = new int[batch.columns()];
    int count = 0;
    for (int i = row * batch.columns(); i < (row + 1) * batch.columns(); i++) {
      if (vocabulary.isOrdinary(batch.ids()[i])) {
        ordinary[count++] = i;
      }
    }
    return Arrays.copyOf(ordinary, count);
  }

  /// Hides the tokens at `chosen` positions, ascending and beyond all before.
  void hide(int[] chosen, float weight, SeededRandom random) {
    for (int position : chosen) {
      positions[found] = position;
      targets[found] = ids[position];
      weights[found] = weight;
      ids[position] = hidden(ids[position], random);
      found++;
    }
  }

  private int hidden(int token, SeededRandom random) {
    if (rule == MaskRule.ALL_MASK) {
      return vocabulary.mask();
    }
    double kind = random.nextDouble();
    if (kind < 0.8) {
      return vocabulary.mask();
    }
    return kind < 0.9 ? vocabulary.random(random) : token;
  }

  int found() {
    return found;
  }

  Masked masked(double normalizer) {
    return new Masked(
        new Batch(batch.rows(), batch.columns(), ids, batch.documents()),
        Arrays.copyOf(positions, found),
        Arrays.copyOf(targets, found),
        Arrays.copyOf(weights, found),
        normalizer);
  }
}
