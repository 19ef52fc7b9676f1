package org.peykare.tokenizer.bpe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.peykare.tokenizer.RandomText;

class WordPatternTest {
  private static List<String> split(WordPattern pattern, String text) {
    List<String> pieces = new ArrayList<>();
    pattern.split(text, 0, text.length(), (from, to) -> pieces.add(text.substring(from, to)));
    return pieces;
  }

  @Test
  void cutsEnglishLikeGpt2() {
    assertThat(split(WordPattern.GPT2, "We're here,  it's  I'll'd 2nd\n\n x \n"))
        .containsExactly(
            "We", "'re", " here", ",", " ", " it", "'s", " ", " I", "'ll", "'d", " 2", "nd", "\n\n",
            " x", " \n");
  }

  @Test
  void keepsNonJoinerAndMarksInsidePersianWords() {
    String text = "می‌شود گُلِ خانهٔ ما «نمی‌خواهم»";
    assertThat(split(WordPattern.PERSIAN, text))
        .containsExactly("می‌شود", " گُلِ", " خانهٔ", " ما", " «", "نمی‌خواهم", "»");
    assertThat(split(WordPattern.GPT2, "می‌شود")).containsExactly("می", "‌", "شود");
  }

  @ParameterizedTest
  @EnumSource
  void cutsWhereTheRegularExpressionCuts(WordPattern pattern) {
    Pattern regex = Pattern.compile(pattern.regex(), Pattern.UNICODE_CHARACTER_CLASS);
    RandomText random = RandomText.of("WordPatternTest");
    for (int i = 0; i < 5_000; i++) {
      String text = random.mixed(30);
      assertThat(split(pattern, text))
          .as(text)
          .isEqualTo(regex.matcher(text).results().map(m -> m.group()).toList());
    }
  }
}
