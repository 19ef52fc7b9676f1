package org.peykare.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MaskingTest {
  private static final int VOCABULARY = 1000;
  private static final int ROWS = 64;
  private static final int COLUMNS = 100;

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
    return new Masking(rate, rule, VOCABULARY, TestDataset.SPECIAL, 1);
  }

  @Test
  void choosesTheStatedShareAndNeverASpecialToken() {
    Masking masking = masking(0.3, MaskRule.BERT);
    long chosen = 0;
    for (int step = 0; step < 50; step++) {
      Masking.Masked masked = masking.mask(batch(), step);
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
      Masking.Masked masked = masking.mask(batch(), step);
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
    Masking.Masked masked = masking(0.15, MaskRule.ALL_MASK).mask(batch(), 3);
    for (int position : masked.positions()) {
      assertThat(masked.batch().ids()[position]).isEqualTo(TestDataset.SPECIAL.mask());
    }
  }

  @Test
  void choosesAtLeastOneTokenOfARowAndLeavesTheRestAlone() {
    Batch batch = batch();
    Masking.Masked masked = masking(0.001, MaskRule.ALL_MASK).mask(batch, 0);
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
}
