package org.peykare.tokenizer.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peykare.tokenizer.RandomText;

class Utf8Test {
  private static byte[] encode(String text) {
    byte[] bytes = new byte[3 * text.length()];
    return Arrays.copyOf(bytes, Utf8.encode(text, 0, text.length(), bytes));
  }

  @Test
  void writesAndReadsWhatJavaWritesAndReads() {
    RandomText random = RandomText.of("Utf8Test");
    for (int i = 0; i < 2_000; i++) {
      String text = random.mixed(30);
      byte[] bytes = encode(text);
      assertThat(bytes).isEqualTo(text.getBytes(UTF_8));
      assertThat(Utf8.decode(bytes, bytes.length)).isEqualTo(text);
    }
  }

  @Test
  void aLoneSurrogateIsWrittenAsReplacementCharacter() {
    assertThat(encode("a\uD800b")).isEqualTo("a\uFFFDb".getBytes(UTF_8));
    assertThat(encode("\uDC00\uD800")).isEqualTo("\uFFFD\uFFFD".getBytes(UTF_8));
  }

  /// The examples of the Unicode standard, section 3.9, and the edges of each lead byte.
  @ParameterizedTest
  @CsvSource({
    "C0AFE080BFF0818241, ????????A",
    "EDA080EDBFBFEDAF41, ????????A",
    "F4919293FF4180BF42, ?????A??B",
    "E180E2F09192F1BF41, ????A",
    "D9, ?",
    "D941, ?A",
    "F09F98, ?",
    "F09F9880, 😀",
    "80, ?",
    "F5808080, ????",
    "E0A0, ?",
    "ED9FBF, \uD7FF",
    "F48FBFBF, \uDBFF\uDFFF"
  })
  void anIllFormedSequenceBecomesOneReplacementCharacter(String hex, String text) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    assertThat(Utf8.decode(bytes, bytes.length)).isEqualTo(text.replace('?', '\uFFFD'));
  }
}
