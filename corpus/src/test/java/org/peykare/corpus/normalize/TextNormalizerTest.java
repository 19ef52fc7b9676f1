package org.peykare.corpus.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextNormalizerTest {
  private static String fa(String text) {
    return TextNormalizer.normalize(text, "fa");
  }

  @Test
  void writesPersianYehAndKafInPersianAlone() {
    assertThat(fa("كتاب علي و مصطفى")).isEqualTo("کتاب علی و مصطفی");
    assertThat(TextNormalizer.normalize("كتاب علي على", "ar")).isEqualTo("كتاب علي على");
    assertThat(TextNormalizer.normalize("كتێبی علي", "ckb")).isEqualTo("كتێبی علي");
  }

  @Test
  void keepsLettersOfOtherLanguagesInsidePersian() {
    assertThat(fa("ے ں ہ ۆ ە ڵ ڕ ة ؤ أ")).isEqualTo("ے ں ہ ۆ ە ڵ ڕ ة ؤ أ");
  }

  @Test
  void mapsPresentationFormsToTheirLetters() {
    assertThat(fa("\uFE8D\uFEDF\uFED2")).isEqualTo("الف");
    assertThat(fa("\uFE91\uFEE7\uFEFB")).isEqualTo("بنلا");
    assertThat(fa("\uFD3Eآیه\uFD3F")).isEqualTo("\uFD3Eآیه\uFD3F");
    assertThat(TextNormalizer.normalize("e\uFB03cient", "en")).isEqualTo("efficient");
  }

  @Test
  void keepsOneZeroWidthNonJoinerBetweenLettersAndNoOther() {
    assertThat(fa("می\u200C\u200Cرود")).isEqualTo("می\u200Cرود");
    assertThat(fa("می\u200C رود")).isEqualTo("می رود");
    assertThat(fa("\u200Cکتاب\u200C، خانه\u200C\nسرد\u200C")).isEqualTo("کتاب، خانه\nسرد");
    assertThat(fa("کتاب\u200Cهای")).isEqualTo("کتاب\u200Cهای");
  }

  @Test
  void putsJoinersRightThatWereWrittenAsSoftHyphenNotSignOrDirectionMark() {
    assertThat(fa("می\u00ADخواهم و می\u00ACروم")).isEqualTo("می\u200Cخواهم و می\u200Cروم");
    assertThat(fa("می\u200Eشود، گفت\u200Fوگو و آق\u200E\u200Fقلا"))
        .isEqualTo("می\u200Cشود، گفت\u200Cوگو و آق\u200Cقلا");
    assertThat(fa("\u200Fسلام\u200E (برادر\u200Eان)\u200E ۱۲\u200F"))
        .isEqualTo("سلام (برادران) ۱۲");
    assertThat(TextNormalizer.normalize("هذا\u200Fكتاب", "ar")).isEqualTo("هذاكتاب");
    assertThat(TextNormalizer.normalize("hy\u00ADphen \u00AC a", "en"))
        .isEqualTo("hyphen \u00AC a");
  }

  @Test
  void takesKashidaOutOfWordsButLeavesItAsADash() {
    assertThat(fa("کتـــاب خانـه")).isEqualTo("کتاب خانه");
    assertThat(fa("تهران ـ قم")).isEqualTo("تهران ـ قم");
  }

  @Test
  void takesInvisibleControlsOut() {
    assertThat(fa("\u200Fسلام\u202C \u202Bدنیا\u2069\uFEFF\u0007")).isEqualTo("سلام دنیا");
    assertThat(TextNormalizer.normalize("ไทย\u200Bดี", "th")).isEqualTo("ไทย\u200Bดี");
  }

  @Test
  void leavesDigitsAddressesAndIndentedLines() {
    String text = "نسخهٔ ۱.۲ و 1.10.3 در http://example.org/كتاب_علي?q=١٢ است.\n    if  x:   y";

    assertThat(fa(text)).isEqualTo(text);
  }

  @Test
  void tidiesWhiteSpace() {
    assertThat(fa("یک\u00A0 \u2003دو\t سه \r\n\r\n\n\nچهار\u2028پنج "))
        .isEqualTo("یک دو سه\n\nچهار\nپنج");
  }

  @Test
  void composesLettersAndMarks() {
    assertThat(TextNormalizer.normalize("cafe\u0301", "fr")).isEqualTo("café");
    assertThat(fa("ا\u0653ب")).isEqualTo("آب");
  }

  @Test
  void writesATitleOnOneLine() {
    assertThat(TextNormalizer.normalizeLine(" كتاب\n علي ", "fa")).isEqualTo("کتاب علی");
  }

  @Test
  void cutsLongRunsOfMarksInATitleAlsoWhereInvisibleCharactersPartThem() {
    String marks = "\u0301\u0316\u200B\u0301\u0640\u0316".repeat(500_000);

    assertThat(MarkRuns.longest("a" + marks)).isEqualTo(2_000_000);
    assertThat(MarkRuns.longest(TextNormalizer.normalizeLine("a" + marks + "b" + marks, "en")))
        .isLessThanOrEqualTo(MarkRuns.MOST);
    assertThat(MarkRuns.longest("é\u0316 ก็ำ بِسْمِ ٱللَّهِ")).isLessThan(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fa", "ar", "en", "th"})
  void changesNothingTheSecondTime(String lang) {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 5_000; round++) {
      String text = randomText(random);
      String once = TextNormalizer.normalize(text, lang);

      assertThat(TextNormalizer.normalize(once, lang))
          .as("language %s, seed %d, round %d, text %s", lang, seed, round, escape(text))
          .isEqualTo(once);
    }
  }

  private static final String ALPHABET =
      "ابيىكکهةئأآۀە\u0653\u0654\u064B\u0670\u0640\u0640\u200C\u200C\u200C\u200D\u200B\u200E\u00AD\u00AC"
          + "\uFE8E\uFEFB\uFDF2\uFE70\uFD3E\uFB01 \n\n\t\r\u00A0\u2028ab1۱.,؟-e\u0301\u0041\u030A\u1100\u1161";

  private static String randomText(Random random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(24);
    for (int i = 0; i < length; i++) {
      if (random.nextInt(40) == 0) {
        text.append(" http://x.y/كـ");
      }
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }

  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    text.chars().forEach(c -> escaped.append("\\u%04X".formatted(c)));
    return escaped.toString();
  }
}
