package org.peykare.trainer.data;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.peykare.formats.shards.DatasetCard.SpecialTokens;

/// Chooses the tokens to predict and hides them; never a special token.
///
/// In each row the stated share of the ordinary tokens is chosen, rounded up or down at random so
/// that the mean is exact, but at least one. The choice follows from the seed and the step alone.
public final class Masking {
  private final double rate;
  private final MaskRule rule;
  private final int vocabularySize;
  private final SpecialTokens special;
  private final long seed;

  /// Masks `rate` of the tokens by `rule`.
  public Masking(double rate, MaskRule rule, int vocabularySize, SpecialTokens special, long seed) {
    this.rate = rate;
    this.rule = rule;
    this.vocabularySize = vocabularySize;
    this.special = special;
    this.seed = seed;
  }

  /// A batch with tokens hidden.
  ///
  /// @param batch the batch as the model sees it
  /// @param positions of the tokens to predict, ascending, in the flattened batch
  /// @param targets the ids they had
  public record Masked(Batch batch, int[] positions, int[] targets) {}

  /// Hides tokens of `batch`, which itself stays as it is.
  ///
  /// @param step number that, with the seed, decides which
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
    int[] ids = batch.ids().clone();
    int[] positions = new int[ids.length];
    int[] targets = new int[ids.length];
    int found = 0;
    for (int row = 0; row < batch.rows(); row++) {
      int end = found + choose(batch, row, choosing.apply(row), positions, found);
      SeededRandom random = hiding.apply(row);
      for (; found < end; found++) {
        targets[found] = ids[positions[found]];
        ids[positions[found]] = hidden(targets[found], random);
      }
    }
    return new Masked(
        new Batch(batch.rows(), batch.columns(), ids, batch.documents()),
        Arrays.copyOf(positions, found),
        Arrays.copyOf(targets, found));
  }

  private int choose(Batch batch, int row, SeededRandom random, int[] positions, int from) {
    int[] ordinary = new int[batch.columns()];
    int count = 0;
    for (int i = row * batch.columns(); i < (row + 1) * batch.columns(); i++) {
      if (isOrdinary(batch.ids()[i])) {
        ordinary[count++] = i;
      }
    }
    if (count == 0) {
      return 0;
    }
    int wanted = Math.clamp((int) (rate * count + random.nextDouble()), 1, count);
    for (int i = 0; i < wanted; i++) {
      int j = i + random.nextInt(count - i);
      positions[from + i] = ordinary[j];
      ordinary[j] = ordinary[i];
    }
    Arrays.sort(positions, from, from + wanted);
    return wanted;
  }

  private int hidden(int token, SeededRandom random) {
    if (rule == MaskRule.ALL_MASK) {
      return special.mask();
    }
    double kind = random.nextDouble();
    if (kind < 0.8) {
      return special.mask();
    }
    return kind < 0.9 ? randomToken(random) : token;
  }

  private int randomToken(SeededRandom random) {
    int token = random.nextInt(vocabularySize);
    while (!isOrdinary(token)) {
      token = random.nextInt(vocabularySize);
    }
    return token;
  }

  private boolean isOrdinary(int token) {
    return token != special.pad()
        && token != special.unk()
        && token != special.cls()
        && token != special.sep()
        && token != special.mask();
  }
}
