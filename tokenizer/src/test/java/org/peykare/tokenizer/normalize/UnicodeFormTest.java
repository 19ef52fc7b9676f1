package org.peykare.tokenizer.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer.Form;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.peykare.tokenizer.RandomText;
import org.peykare.tokenizer.pipeline.NormalizedText;

class UnicodeFormTest {
  private static NormalizedText normalize(String text) {
    return UnicodeForm.NFC.normalize(text, 0, text.length());
  }

  private static List<List<Integer>> origins(NormalizedText text) {
    return IntStream.range(text.from(), text.to())
        .mapToObj(i -> List.of(text.originalStart(i), text.originalEnd(i + 1)))
        .toList();
  }

  @Test
  void composesLikeJavaOnCharactersOfUnicode9() {
    RandomText random = RandomText.of("UnicodeFormTest");
    for (int i = 0; i < 5_000; i++) {
      String text = random.mixed(12);
      if (text.codePoints().anyMatch(CombiningOrder::isLater)) {
        continue;
      }
      NormalizedText normalized = normalize(text);
      assertThat(normalized.text().substring(normalized.from(), normalized.to()))
          .as(text)
          .isEqualTo(java.text.Normalizer.normalize(text, Form.NFC));
    }
  }

  @Test
  void aComposedCharacterComesFromItsFirstOriginal() {
    NormalizedText text = normalize("xe\u0301y");
    assertThat(text.text()).isEqualTo("xéy");
    assertThat(origins(text)).containsExactly(List.of(0, 1), List.of(1, 2), List.of(3, 4));
  }

  @Test
  void charactersFromOneOriginalShareIt() {
    NormalizedText text = normalize("x\u0958y");
    assertThat(text.text()).isEqualTo("x\u0915\u093Cy");
    assertThat(origins(text))
        .containsExactly(List.of(0, 1), List.of(1, 2), List.of(1, 2), List.of(2, 3));
  }

  @Test
  void textInNormalFormIsPassedOnAsItIs() {
    String text = "می‌شود é 한국";
    assertThat(normalize(text).text()).isSameAs(text);
  }

  @Test
  void marksAfterUnicode9StayWhereTheyAre() {
    // U+08D3 has combining class 220 since Unicode 11, which would move it before class 230.
    String later = "\u0628\u08E4\u08D3";
    assertThat(java.text.Normalizer.normalize(later, Form.NFC)).isNotEqualTo(later);
    assertThat(normalize(later).text()).isEqualTo(later);
  }

  @Test
  void aRunOfManyMarksTakesLinearTime() {
    int times = 200_000;
    assertThat(normalize("a" + "\u0301\u0323".repeat(times)).text())
        .isEqualTo("\u1EA1" + "\u0323".repeat(times - 1) + "\u0301".repeat(times));
  }
}
