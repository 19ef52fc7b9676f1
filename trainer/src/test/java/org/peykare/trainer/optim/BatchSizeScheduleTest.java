package org.peykare.trainer.optim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchSizeScheduleTest {
  @Test
  void theSizeDoublesInEqualNumbersOfSteps() {
    var schedule = BatchSizeSchedule.of(4, 24, 0.3, 40);
    assertThat(IntStream.range(0, 14).map(schedule::rows))
        .containsExactly(4, 4, 4, 4, 8, 8, 8, 8, 16, 16, 16, 16, 24, 24);
    assertThat(schedule.rows(39)).isEqualTo(24);
  }

  @Test
  void withoutAStartItIsTheSameFromTheFirstStep() {
    var schedule = BatchSizeSchedule.of(0, 24, 0.3, 40);
    assertThat(IntStream.range(0, 40).map(schedule::rows)).containsOnly(24);
  }
}
