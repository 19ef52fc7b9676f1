package org.peykare.corpus.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PersianNormalizerTest {
  @Test
  void leavesATextThatIsInNormalForm() {
    String text = "می‌خواهم کتاب‌های «شاهنامه» را بخوانم؛ نسخهٔ ۱۲ آن، چاپ 1399.";

    assertThat(PersianNormalizer.normalize(text)).isEqualTo(text);
  }

  @Test
  void keepsANonJoinerAfterAVowelMark() {
    assertThat(PersianNormalizer.normalize("خانه\u0654\u200Cای")).isEqualTo("خانه\u0654\u200Cای");
  }
}
