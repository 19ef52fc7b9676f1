package org.peykare.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MaskingTest {
  private static final int VOCABULARY = 1000;
  private static final int ROWS = 64;
  private static final int COLUMNS = 100;

  /// Every third id starts a word.
  private static final Vocabulary VOCABULARY_OF_WORDS =
      new Vocabulary(VOCABULARY, TestDataset.SPECIAL, "100".repeat(334).substring(0, VOCABULARY));

  /// Rows of [CLS], 90 tokens, [SEP], and padding.
  private static Batch batch() {
    int[] ids = new int[ROWS * COLUMNS];
    int[] documents = new int[ROWS * COLUMNS];
    for (int row = 0; row < ROWS; row++) {
      ids[row * COLUMNS] = TestDataset.SPECIAL.cls();
      for (int i = 1; i <= 90; i++) {
        ids[row * COLUMNS + i] = 5 + (row * 90 + i) % (VOCABULARY - 5);
      }
      ids[row * COLUMNS + 91] = TestDataset.SPECIAL.sep();
      Arrays.fill(documents, row * COLUMNS, row * COLUMNS + 92, 1);
    }
    return new Batch(ROWS, COLUMNS, ids, documents);
  }

  private static Masking masking(double rate, MaskRule rule) {
    return masking(rate, rule, MaskUnit.TOKEN);
  }

  private static Masking masking(double rate, MaskRule rule, MaskUnit unit) {
    return new FixedRateMasking(rate, rule, unit, VOCABULARY_OF_WORDS, 1);
  }

  @Test
  void choosesTheStatedShareAndNeverASpecialToken() {
    Masking masking = masking(0.3, MaskRule.BERT);
    long chosen = 0;
    for (int step = 0; step < 50; step++) {
      Masked masked = masking.mask(batch(), step);
      assertThat(Arrays.stream(masked.targets()).min().orElseThrow()).isGreaterThan(4);
      assertThat(masked.positions()).isSorted().doesNotHaveDuplicates();
      chosen += masked.positions().length;
    }
    assertThat(chosen / (50.0 * ROWS * 90)).isCloseTo(0.3, within(0.002));
  }

  @Test
  void everyPositionIsAsLikely() {
    Masking masking = masking(0.25, MaskRule.BERT);
    int[] byColumn = new int[COLUMNS];
    for (int step = 0; step < 100; step++) {
      for (int position : masking.mask(batch(), step).positions()) {
        byColumn[position % COLUMNS]++;
      }
    }
    double expected = 100 * ROWS * 0.25;
    for (int column = 1; column <= 90; column++) {
      assertThat((double) byColumn[column]).isCloseTo(expected, within(expected * 0.12));
    }
    assertThat(byColumn[0] + byColumn[91] + byColumn[95]).isZero();
  }

  @Test
  void bertsRuleHidesEightTenthsChangesOneAndKeepsOne() {
    Masking masking = masking(0.3, MaskRule.BERT);
    int hidden = 0;
    int kept = 0;
    int total = 0;
    for (int step = 0; step < 50; step++) {
      Masked masked = masking.mask(batch(), step);
      for (int i = 0; i < masked.positions().length; i++) {
        int id = masked.batch().ids()[masked.positions()[i]];
        hidden += id == TestDataset.SPECIAL.mask() ? 1 : 0;
        kept += id == masked.targets()[i] ? 1 : 0;
        total++;
        assertThat(id).isGreaterThanOrEqualTo(TestDataset.SPECIAL.mask());
      }
    }
    assertThat(hidden / (double) total).isCloseTo(0.8, within(0.005));
    assertThat(kept / (double) total).isCloseTo(0.1, within(0.005));
  }

  @Test
  void theOtherRuleHidesAll() {
    Masked masked = masking(0.15, MaskRule.ALL_MASK).mask(batch(), 3);
    for (int position : masked.positions()) {
      assertThat(masked.batch().ids()[position]).isEqualTo(TestDataset.SPECIAL.mask());
    }
  }

  @Test
  void choosesAtLeastOneTokenOfARowAndLeavesTheRestAlone() {
    Batch batch = batch();
    Masked masked = masking(0.001, MaskRule.ALL_MASK).mask(batch, 0);
    assertThat(masked.positions()).hasSize(ROWS);
    int changed = 0;
    for (int i = 0; i < batch.ids().length; i++) {
      changed += batch.ids()[i] != masked.batch().ids()[i] ? 1 : 0;
    }
    assertThat(changed).isEqualTo(ROWS);
  }

  @Test
  void theSameSeedAndStepHideTheSame() {
    Masking masking = masking(0.3, MaskRule.BERT);
    assertThat(masking.mask(batch(), 8).batch().ids())
        .isEqualTo(masking.mask(batch(), 8).batch().ids())
        .isNotEqualTo(masking.mask(batch(), 9).batch().ids());
  }

  /// Rows of [CLS], words of one to five tokens, [SEP], twice.
  private static Batch words() {
    int[] ids = new int[ROWS * COLUMNS];
    int[] documents = new int[ROWS * COLUMNS];
    var random = new SeededRandom(9);
    for (int row = 0; row < ROWS; row++) {
      for (int document = 0; document < 2; document++) {
        int from = row * COLUMNS + document * 50;
        ids[from] = TestDataset.SPECIAL.cls();
        for (int i = from + 1; i < from + 49; ) {
          int length = 1 + random.nextInt(5);
          for (int j = 0; j < length && i < from + 49; j++, i++) {
            int id = 6 + 3 * random.nextInt(300);
            ids[i] = j == 0 ? id : id + 1;
          }
        }
        ids[from + 49] = TestDataset.SPECIAL.sep();
        Arrays.fill(documents, from, from + 50, document + 1);
      }
    }
    return new Batch(ROWS, COLUMNS, ids, documents);
  }

  private static boolean continues(Batch batch, int position) {
    return batch.ids()[position] > 4 && !VOCABULARY_OF_WORDS.startsWord(batch.ids()[position]);
  }

  @Test
  void wholeWordsAreHiddenWholeAndTheirShareIsTheStatedOne() {
    Batch batch = words();
    for (MaskUnit unit : new MaskUnit[] {MaskUnit.WORD, MaskUnit.SPAN}) {
      Masking masking = masking(0.3, MaskRule.ALL_MASK, unit);
      long chosen = 0;
      for (int step = 0; step < 50; step++) {
        Masked masked = masking.mask(batch, step);
        chosen += masked.positions().length;
        assertThat(masked.positions()).isSorted().doesNotHaveDuplicates();
        int[] ids = masked.batch().ids();
        for (int i = 1; i < ids.length; i++) {
          boolean hidden = ids[i] == TestDataset.SPECIAL.mask();
          boolean before = ids[i - 1] == TestDataset.SPECIAL.mask();
          // What a document begins with counts as a word, whatever its flag.
          if (continues(batch, i) && batch.ids()[i - 1] > 4) {
            assertThat(hidden).as("%s, position %d", unit, i).isEqualTo(before);
          }
        }
      }
      assertThat(chosen / (50.0 * ROWS * 96)).as("%s", unit).isCloseTo(0.3, within(0.003));
    }
  }

  @Test
  void spansHideLongerRunsThanWords() {
    double words = meanRun(masking(0.15, MaskRule.ALL_MASK, MaskUnit.WORD));
    double spans = meanRun(masking(0.15, MaskRule.ALL_MASK, MaskUnit.SPAN));
    assertThat(spans).isGreaterThan(1.8 * words);
  }

  private static double meanRun(Masking masking) {
    int runs = 0;
    int hidden = 0;
    for (int step = 0; step < 20; step++) {
      int[] positions = masking.mask(words(), step).positions();
      hidden += positions.length;
      for (int i = 0; i < positions.length; i++) {
        runs += i == 0 || positions[i] != positions[i - 1] + 1 ? 1 : 0;
      }
    }
    return hidden / (double) runs;
  }

  @Test
  void diffusionSpreadsTheSharesEvenlyOverTheBatchAndWeighsThemBack() {
    var masking = new DiffusionMasking(VOCABULARY_OF_WORDS, 1);
    double[] deciles = new double[10];
    double weighed = 0;
    for (int step = 0; step < 50; step++) {
      Masked masked = masking.mask(batch(), step);
      assertThat(masked.normalizer()).isEqualTo(ROWS * 90);
      int[] hidden = new int[ROWS];
      for (int i = 0; i < masked.positions().length; i++) {
        hidden[masked.positions()[i] / COLUMNS]++;
        weighed += masked.weights()[i];
        assertThat(masked.batch().ids()[masked.positions()[i]])
            .isEqualTo(TestDataset.SPECIAL.mask());
      }
      for (int count : hidden) {
        deciles[Math.min(9, count / 9)]++;
      }
    }
    // Each token counts 1/p with chance p: one on average.
    assertThat(weighed / (50.0 * ROWS * 90)).isCloseTo(1, within(0.03));
    for (double decile : deciles) {
      assertThat(decile / (50 * ROWS)).isCloseTo(0.1, within(0.02));
    }
  }

  @Test
  void theExactEstimateHidesACountAndWeighsItToTheWholeRow() {
    var masking = new DiffusionMasking(VOCABULARY_OF_WORDS, 1);
    Masked masked = masking.maskExactly(batch(), 0, ROWS);
    assertThat(masked.normalizer()).isEqualTo(ROWS * 90);
    boolean[] seen = new boolean[91];
    for (int row = 0; row < ROWS; row++) {
      Masked alone = masked.rows(row, row + 1);
      int count = alone.positions().length;
      assertThat(count).isBetween(1, 90);
      seen[count] = true;
      for (float weight : alone.weights()) {
        assertThat(weight).isEqualTo(90f / count);
      }
    }
    int different = 0;
    for (boolean one : seen) {
      different += one ? 1 : 0;
    }
    // 64 counts spread evenly over 90.
    assertThat(different).isEqualTo(ROWS);
    assertThat(masking.maskExactly(batch(), 0, ROWS).batch().ids()).isEqualTo(masked.batch().ids());
  }

  @Test
  void theRowsOfAMaskedBatchAreItsParts() {
    Masked masked = masking(0.3, MaskRule.BERT).mask(batch(), 1);
    int targets = 0;
    for (int row = 0; row < ROWS; row += 5) {
      Masked part = masked.rows(row, Math.min(ROWS, row + 5));
      assertThat(part.normalizer()).isEqualTo(masked.normalizer());
      for (int i = 0; i < part.positions().length; i++) {
        assertThat(part.positions()[i] + row * COLUMNS).isEqualTo(masked.positions()[targets]);
        assertThat(part.targets()[i]).isEqualTo(masked.targets()[targets++]);
      }
    }
    assertThat(targets).isEqualTo(masked.targets().length);
  }
}
