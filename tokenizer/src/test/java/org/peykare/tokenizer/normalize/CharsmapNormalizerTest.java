package org.peykare.tokenizer.normalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.peykare.tokenizer.pipeline.NormalizedText;
import org.peykare.tokenizer.pipeline.Normalizer;

/// What is expected here was compared with Hugging Face's `tokenizers` 0.23.2.
class CharsmapNormalizerTest {
  private static final Map<String, String> TABLE =
      Map.of(
          "ﬁ",
          "fi",
          "½",
          "1⁄2",
          "ي",
          "ی",
          "\u200C",
          " ",
          "\u200B",
          "",
          "e\u0301",
          "é",
          "¹",
          "1",
          "\uD835\uDC00",
          "A",
          "\r\n",
          "\n",
          "با",
          "پ");

  private static final byte[] CHARSMAP = CharsmapFixture.compile(TABLE);
  private static final Normalizer NORMALIZER = CharsmapNormalizer.of(CHARSMAP);

  /// The normal form, then where each of its characters comes from: `é:1-3`.
  private static List<String> origins(String text) {
    NormalizedText normal = NORMALIZER.normalize(text, 0, text.length());
    List<String> origins = new ArrayList<>();
    for (int i = normal.from(); i < normal.to(); i++) {
      origins.add(
          normal.text().charAt(i)
              + ":"
              + normal.originalStart(i)
              + "-"
              + normal.originalEnd(i + 1));
    }
    return origins;
  }

  @Test
  void replacesCharactersAndKnowsWhereTheyCameFrom() {
    assertThat(origins("xيy")).containsExactly("x:0-1", "ی:1-2", "y:2-3");
    assertThat(origins("aﬁb")).containsExactly("a:0-1", "f:1-2", "i:1-2", "b:2-3");
    assertThat(origins("½")).containsExactly("1:0-1", "⁄:0-1", "2:0-1");
    assertThat(origins("x\uD835\uDC00y")).containsExactly("x:0-1", "A:1-3", "y:3-4");
  }

  @Test
  void aClusterComesFromItsFirstCharacter() {
    assertThat(origins("xe\u0301y")).containsExactly("x:0-1", "é:1-2", "y:3-4");
    assertThat(origins("a\r\nb")).containsExactly("a:0-1", "\n:1-2", "b:3-4");
  }

  @Test
  void aClusterIsReplacedWholeWhereAnEntryIsItsBeginning() {
    assertThat(origins("¹\uFE0Fx")).containsExactly("1:0-1", "x:2-3");
    assertThat(origins("xي\u200Cy")).containsExactly("x:0-1", "ی:1-2", "y:3-4");
    assertThat(origins("xی\u200Cy")).containsExactly("x:0-1", "ی:1-2", " :2-3", "y:3-4");
  }

  @Test
  void aClusterOfSixBytesIsReplacedCharacterByCharacter() {
    assertThat(origins("¹\u0301\u0302x"))
        .containsExactly("1:0-1", "\u0301:1-2", "\u0302:2-3", "x:3-4");
  }

  @Test
  void anEntryAcrossClustersIsNeverFound() {
    assertThat(origins("با")).containsExactly("ب:0-1", "ا:1-2");
  }

  @Test
  void whatIsRemovedShiftsTheRestAtTheBeginningOnlyAsInTheReference() {
    assertThat(origins("a\u200Bb")).containsExactly("a:0-1", "b:2-3");
    assertThat(origins("\u200Bab")).containsExactly("a:0-1", "b:1-2");
    assertThat(origins("\u200B")).isEmpty();
  }

  @Test
  void textWithNothingToReplaceIsPassedOnAsItIs() {
    String text = "می‌شود e\u0300 \uD800 \u0000".replace("\u200C", "");
    assertThat(NORMALIZER.normalize(text, 0, text.length()).text()).isSameAs(text);
  }

  @Test
  void looksAtItsRangeAlone() {
    NormalizedText normal = NORMALIZER.normalize("xe\u0301¹", 2, 4);
    assertThat(normal.text()).isEqualTo("\u03011");
    assertThat(normal.originalStart(1)).isEqualTo(3);
  }

  @Test
  void refusesBytesThatAreNoTable() {
    assertThatThrownBy(() -> CharsmapNormalizer.of(new byte[3]))
        .hasMessageContaining("Cannot read charsmap of 3 bytes");
    assertThatThrownBy(() -> CharsmapNormalizer.of(Arrays.copyOf(CHARSMAP, 4_000)))
        .hasMessageContaining("must be a multiple of 4 and fit");
    byte[] broken = CHARSMAP.clone();
    broken[broken.length - 2] = (byte) 0xFF;
    assertThatThrownBy(() -> CharsmapNormalizer.of(broken)).hasMessageContaining("not UTF-8");
  }

  @Test
  void aTableThatPointsOutsideItselfReplacesNothing() {
    byte[] table = new byte[8];
    table[0] = 4;
    Arrays.fill(table, 4, 8, (byte) 0x7F);
    Normalizer wild = CharsmapNormalizer.of(table);
    assertThat(wild.normalize("abc", 0, 3).text()).isEqualTo("abc");
  }
}
