package org.peykare.trainer.loop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LossWatchTest {
  private static LossWatch after(int losses) {
    var watch = new LossWatch(6);
    for (int i = 0; i < losses; i++) {
      watch.accept(2 + 0.2 * (i % 2));
    }
    return watch;
  }

  @Test
  void aSpikeLiesFarAboveTheLastLosses() {
    LossWatch watch = after(64);
    assertThat(watch.good(2.6, 1)).isTrue();
    assertThat(watch.good(2.9, 1)).isFalse();
    assertThat(watch.good(0.1, 1)).isTrue();
  }

  @Test
  void withoutASettingAndAtTheBeginningThereAreNoSpikes() {
    assertThat(after(15).good(100, 1)).isTrue();
    var off = new LossWatch(0);
    off.restore(after(64).recent());
    assertThat(off.good(100, 1)).isTrue();
  }

  @Test
  void whatIsNoNumberIsNeverGood() {
    assertThat(new LossWatch(0).good(Double.NaN, 1)).isFalse();
    assertThat(new LossWatch(0).good(1, Double.POSITIVE_INFINITY)).isFalse();
  }

  @Test
  void goesOnFromWhatWasKept() {
    LossWatch watch = after(40);
    var again = new LossWatch(6);
    again.restore(watch.recent());
    assertThat(again.highest()).isEqualTo(watch.highest());
  }
}
