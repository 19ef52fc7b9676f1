package org.peykare.corpus.dedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MinHashTest {
  private final MinHash minHash = MinHash.of(MinHashConfig.defaults());

  /// The golden signature of `formats/documents.md`.
  @Test
  void signsATextTheSameWayAlways() {
    Signature signature = minHash.signature("کتابخانهٔ شهر پس از دو سال باز شد.");

    assertThat(signature.bands()).hasSize(14).startsWith(-7630311761549124398L);
    assertThat(signature.exact()).isEqualTo(-5604889966931525598L);
  }

  @Test
  void meetsTheSameTextInOtherLettersExactly() {
    String text = "می‌خواهم كتاب‌هاي كهن را ۱۲ بار بخوانم.";
    String other = "مي خواهم کتاب های کهن را 12 بار بخوانم";

    assertThat(minHash.signature(text).exact()).isEqualTo(minHash.signature(other).exact());
    assertThat(LshBands.share(minHash.signature(text), minHash.signature(other))).isTrue();
  }

  @Test
  void findsEditedTextsAsOftenAsTheCurveSays() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    int pairs = 300;
    for (double similarity : new double[] {.5, .75, .9}) {
      int found = 0;
      for (int i = 0; i < pairs; i++) {
        found += LshBands.share(signature(random, similarity, i), signature(random, 1, i)) ? 1 : 0;
      }
      double expected = MinHashConfig.defaults().recall(similarity);
      assertThat((double) found / pairs)
          .as("similarity %s, seed %d", similarity, seed)
          .isBetween(expected - .12, expected + .12);
    }
  }

  /// A text of 600 words whose end is replaced so that the Jaccard similarity of its 5-grams with
  /// the whole one is about `similarity`.
  private Signature signature(Random random, double similarity, int number) {
    int words = 600;
    int same = (int) Math.round(words * 2 * similarity / (1 + similarity));
    Random text = new Random(number);
    return minHash.signature(
        IntStream.range(0, words)
            .mapToObj(i -> i < same ? "w" + text.nextInt(5_000) : "x" + random.nextInt(1 << 30))
            .collect(Collectors.joining(" ")));
  }

  @Test
  void tellsDifferentTextsApart() {
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      assertThat(LshBands.share(signature(random, 1, i), signature(random, 1, i + 1_000)))
          .isFalse();
    }
  }

  @Test
  void signsShortTextsAndTextsWithoutWords() {
    assertThat(minHash.signature("سلام دنیا").bands()).hasSize(14);
    assertThat(LshBands.share(minHash.signature("سلام دنیا"), minHash.signature("سلام دنیا")))
        .isTrue();
    assertThat(minHash.signature("…").bands()).isEmpty();
    assertThat(LshBands.share(minHash.signature("…"), minHash.signature("!"))).isFalse();
  }

  @Test
  void namesTheRangeOfABadShape() {
    assertThatThrownBy(() -> new MinHashConfig(0, 14, 8))
        .hasMessageContaining("near-duplicates.shingle-words: 0 (must be 1 to 16)");
  }
}
