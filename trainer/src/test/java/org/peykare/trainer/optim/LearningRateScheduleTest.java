package org.peykare.trainer.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LearningRateScheduleTest {
  private static LearningRateSchedule of(Schedule shape) {
    return LearningRateSchedule.of(shape, 1e-3, 1000, 0.1, 0.2);
  }

  @ParameterizedTest
  @EnumSource(Schedule.class)
  void risesToThePeakAndNeverIsZeroOrAboveIt(Schedule shape) {
    LearningRateSchedule schedule = of(shape);
    assertThat(schedule.rate(0)).isCloseTo(1e-3 / 101, within(1e-12));
    for (int step = 0; step < 1000; step++) {
      assertThat(schedule.rate(step)).isBetween(1e-12, 1e-3);
      if (step > 0 && step < 100) {
        assertThat(schedule.rate(step)).isGreaterThan(schedule.rate(step - 1));
      } else if (step > 100) {
        assertThat(schedule.rate(step)).isLessThanOrEqualTo(schedule.rate(step - 1));
      }
    }
    assertThat(schedule.rate(999)).isLessThan(3e-6);
  }

  @Test
  void warmUpStableDecayStaysAndThenFallsByTheRootOfTheProgress() {
    LearningRateSchedule schedule = of(Schedule.WARMUP_STABLE_DECAY);
    assertThat(schedule.rate(100)).isEqualTo(1e-3);
    assertThat(schedule.rate(799)).isEqualTo(1e-3);
    assertThat(schedule.rate(850)).isCloseTo(1e-3 * (1 - Math.sqrt(51 / 201.0)), within(1e-12));
  }

  @Test
  void cosineIsHalfWayInTheMiddle() {
    assertThat(of(Schedule.COSINE).rate(549)).isCloseTo(0.5e-3, within(2e-6));
  }

  @Test
  void aScheduleWithoutWarmUpBeginsAtThePeak() {
    assertThat(LearningRateSchedule.of(Schedule.WARMUP_STABLE_DECAY, 1, 10, 0, 0).rate(0))
        .isEqualTo(1);
  }
}
