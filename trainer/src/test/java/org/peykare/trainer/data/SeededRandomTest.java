package org.peykare.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SeededRandomTest {
  @Test
  void theSameKeysGiveTheSameNumbersForEver() {
    assertThat(new SeededRandom(1, 2).nextLong()).isEqualTo(new SeededRandom(1, 2).nextLong());
    assertThat(new SeededRandom(1, 2).nextLong()).isNotEqualTo(new SeededRandom(2, 1).nextLong());
    assertThat(new SeededRandom(42).nextInt(1_000_000)).isEqualTo(423_686);
  }

  @Test
  void eachOfTheOrdersOfFourIsAsLikely() {
    int[] counts = new int[256];
    int draws = 48_000;
    var random = new SeededRandom(3);
    for (int i = 0; i < draws; i++) {
      int[] order = {0, 1, 2, 3};
      random.shuffle(order);
      counts[order[0] << 6 | order[1] << 4 | order[2] << 2 | order[3]]++;
    }
    double chiSquare =
        Arrays.stream(counts)
            .filter(n -> n > 0)
            .mapToDouble(n -> (n - 2000.0) * (n - 2000) / 2000)
            .sum();
    // 23 degrees of freedom: exceeded once in a thousand seeds.
    assertThat(Arrays.stream(counts).filter(n -> n > 0).count()).isEqualTo(24);
    assertThat(chiSquare).isLessThan(49.7);
  }

  @Test
  void normalNumbersHaveMeanZeroAndDeviationOne() {
    var random = new SeededRandom(4);
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < 100_000; i++) {
      double value = random.nextGaussian();
      sum += value;
      squares += value * value;
    }
    assertThat(sum / 100_000).isCloseTo(0, within(0.015));
    assertThat(squares / 100_000).isCloseTo(1, within(0.02));
  }
}
