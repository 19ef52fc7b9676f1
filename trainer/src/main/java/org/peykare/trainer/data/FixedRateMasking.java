package org.peykare.trainer.data;

import java.util.function.IntFunction;

/// Masked-language modelling: in each row the stated share of the ordinary tokens is chosen,
/// rounded up or down at random so that the mean is exact, but at least one. The loss is their
/// mean.
public final class FixedRateMasking implements Masking {
  private final double rate;
  private final MaskRule rule;
  private final MaskUnit unit;
  private final Vocabulary vocabulary;
  private final long seed;

  /// Chooses `rate` of the tokens in units of `unit` and hides them by `rule`.
  public FixedRateMasking(
      double rate, MaskRule rule, MaskUnit unit, Vocabulary vocabulary, long seed) {
    this.rate = rate;
    this.rule = rule;
    this.unit = unit;
    this.vocabulary = vocabulary;
    this.seed = seed;
  }

  @Override
  public Masked mask(Batch batch, long step) {
    var hiding = new SeededRandom(seed, step, 'r');
    return mask(batch, row -> new SeededRandom(seed, step, row, 'm'), _ -> hiding);
  }

  /// Hides tokens of `batch`; which ones follows from the seed and the number of the sequence
  /// alone, however many there are in a batch.
  ///
  /// @param first number of the batch's first sequence
  public Masked maskSequences(Batch batch, long first) {
    return mask(
        batch,
        row -> new SeededRandom(seed, first + row, 'm'),
        row -> new SeededRandom(seed, first + row, 'r'));
  }

  private Masked mask(
      Batch batch, IntFunction<SeededRandom> choosing, IntFunction<SeededRandom> hiding) {
    var writer = new MaskWriter(batch, vocabulary, rule);
    for (int row = 0; row < batch.rows(); row++) {
      int[] chosen = choose(writer.ordinary(row), batch, choosing.apply(row));
      writer.hide(chosen, 1, hiding.apply(row));
    }
    return writer.masked(writer.found());
  }

  private int[] choose(int[] ordinary, Batch batch, SeededRandom random) {
    if (ordinary.length == 0) {
      return ordinary;
    }
    int wanted =
        Math.clamp((int) (rate * ordinary.length + random.nextDouble()), 1, ordinary.length);
    return switch (unit) {
      case TOKEN -> Choice.tokens(ordinary, wanted, random);
      case WORD -> Choice.words(Words.of(ordinary, batch, vocabulary), wanted, random);
      case SPAN -> Choice.spans(Words.of(ordinary, batch, vocabulary), wanted, random);
    };
  }
}
