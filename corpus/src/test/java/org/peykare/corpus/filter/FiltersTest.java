package org.peykare.corpus.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.peykare.corpus.boilerplate.BoilerplateLimits;
import org.peykare.corpus.document.QualityBand;

class FiltersTest {
  private static final FilterConfig CONFIG = FilterConfig.defaults();

  private static final String PERSIAN =
      """
      کتابخانهٔ مرکزی شهر پس از دو سال بازسازی، امروز درهای خود را به روی خوانندگان گشود.

      رئیس کتابخانه گفت: «کتاب‌های کمیاب را یکی‌یکی مرمت کرده‌ایم و همه می‌توانند آن‌ها را بخوانند.»

      در طبقهٔ نخست، تالاری برای کودکان ساخته شده است که قصه‌گویی هفتگی در آن برگزار می‌شود.\
      """;

  private final QualityFilter quality = new QualityFilter(CONFIG);
  private final RepetitionFilter repetition = new RepetitionFilter(CONFIG);
  private final LengthFilter length = new LengthFilter(CONFIG);

  private static String reason(Optional<Rejection> rejection) {
    return rejection.map(Rejection::reason).orElse("none");
  }

  @Test
  void rejectsShortAndLongTextsWithTheirFigures() {
    assertThat(length.check(49))
        .hasValueSatisfying(r -> {
          assertThat(r.reason()).isEqualTo("too-short");
          assertThat(r.figures()).containsEntry("words", 49.0).containsEntry("least", 50.0);
        });
    assertThat(length.check(50)).isEmpty();
    assertThat(reason(length.check(100_001))).isEqualTo("too-long");
  }

  @Test
  void keepsGoodPersianText() {
    assertThat(reason(quality.check(PERSIAN, "fa"))).isEqualTo("none");
    assertThat(reason(repetition.check(PERSIAN, null, "fa"))).isEqualTo("none");
  }

  @Test
  void doesNotCountMarksAndNumbersAsWordsWithoutLetters() {
    String text = "این « - » را ، – ! ؟ 1 2 3 4 ۱۲۳ ۴۵ از 55 66 77 ( ) [ ] است که 88 99 111 222.";

    assertThat(reason(quality.check(text, "fa"))).isEqualTo("none");
  }

  @Test
  void takesAQuestionMarkAndAClosingQuoteForTheEndOfALine() {
    assertThat(reason(quality.check("آیا این کتاب را در خانه داری که بخوانم؟", "fa")))
        .isEqualTo("none");
    assertThat(reason(quality.check("او گفت: «این را از من نخواه که نمی‌توانم»", "fa")))
        .isEqualTo("none");
    assertThat(reason(quality.check("خبرهای تازه از این شهر که در راه است را بخوان", "fa")))
        .isEqualTo("unended-lines");
  }

  @Test
  void rejectsTextWithoutStopWords() {
    assertThat(reason(quality.check("گوشی موبایل قاب محافظ شارژر هدفون بلندگو.", "fa")))
        .isEqualTo("few-stop-words");
    assertThat(reason(quality.check("phone case charger headset speaker.", "en")))
        .isEqualTo("few-stop-words");
  }

  @Test
  void rejectsSymbolsBulletsAndEllipses() {
    assertThat(reason(quality.check("the #cat and the #dog and the #bird.", "en")))
        .isEqualTo("symbols");
    assertThat(
            reason(
                quality.check(
                    "- the large cat.\n- of the little dogs.\n- to the singing birds.", "en")))
        .isEqualTo("bullet-lines");
    String teasers =
        IntStream.range(0, 5)
            .mapToObj(i -> "The story of the day number " + i + " goes on and on to the far end…")
            .collect(Collectors.joining("\n"));
    assertThat(reason(quality.check(teasers, "en"))).isEqualTo("ellipsis-lines");
  }

  @Test
  void rejectsRepeatedLinesAndNgrams() {
    String line = "The same line comes again and again and again.\n\n";
    assertThat(reason(repetition.check("A beginning.\n\n" + line.repeat(10), null, "en")))
        .isEqualTo("duplicate-paragraphs");
    String words =
        IntStream.range(0, 40).mapToObj(i -> "buy now cheap " + i).collect(Collectors.joining(" "));
    assertThat(reason(repetition.check(words, null, "en"))).isEqualTo("top-2-gram");
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("fa-IR-u-nu-arabext"));
      assertThat(reason(repetition.check(words, null, "en"))).isEqualTo("top-2-gram");
    } finally {
      Locale.setDefault(before);
    }
    String phrase = "one two three four five six seven eight nine ten eleven twelve ";
    String spread =
        IntStream.range(0, 60).mapToObj(i -> "a" + i + " b" + i).collect(Collectors.joining(" "));
    assertThat(reason(repetition.check(phrase.repeat(3) + spread, null, "en")))
        .isEqualTo("duplicate-5-grams");
  }

  @Test
  void leavesTitleAndLeadOutOfTheRepetition() {
    String title = "کتابخانهٔ مرکزی شهر پس از دو سال بازسازی باز شد";
    String text = title + "\n\n" + title + " و مردم آمدند.\n\n" + PERSIAN;

    assertThat(reason(repetition.check(text, title, "fa"))).isEqualTo("none");
  }

  @Test
  void keepsAnEncyclopediaPageWithAListLongerThanItsText() {
    String text =
        "The song was written in 1954 and released as a single in the same year. It was one of the"
            + " first hits of the singer, and many have sung it since.\n\nOther versions:\n\n"
            + IntStream.range(0, 20)
                .mapToObj(i -> "- The singer number " + i + " and the band")
                .collect(Collectors.joining("\n"));

    assertThat(reason(quality.check(text, "en"))).isEqualTo("none");
  }

  @Test
  void hasNeutralThresholdsForLanguagesWithoutData() {
    assertThat(Thresholds.of("xx").stopWordsLeast()).isZero();
    assertThat(reason(quality.check("Dit is een korte tekst zonder stopwoordenlijst.", "nl")))
        .isEqualTo("none");
  }

  @Test
  void saysWhereEveryThresholdComesFrom() {
    for (String lang : new String[] {"fa", "ar", "ur", "ckb", "en", "de", "xx"}) {
      assertThat(Thresholds.of(lang).source()).as(lang).isNotBlank();
    }
    assertThat(Thresholds.of("fa").duplicateNgrams())
        .containsExactly(.157, .147, .137, .127, .117, .107);
  }

  @Test
  void takesOwnThresholdsForALanguage() {
    Thresholds strict = Thresholds.of("de");
    FilterConfig config =
        FilterConfig.defaults().withLeastWords(1).withLanguages(java.util.Map.of("fa", strict));

    assertThat(config.thresholds("fa")).isSameAs(strict);
    assertThatThrownBy(() -> FilterConfig.defaults().with("most-words", "4"))
        .hasMessageContaining("50..4");
  }

  @Test
  void countsWords() {
    assertThat(Words.count("می‌رود و – « کتاب » ۱۲ ، .")).isEqualTo(4);
    assertThat(Words.count("昨夜川水")).isEqualTo(2);
    assertThat(Words.count(" \n ")).isZero();
    assertThat(Words.of("«می‌رود» (و) don't.")).containsExactly("می‌رود", "و", "don't");
  }

  @Test
  void qualityAndBoilerplateAreSetByName() {
    FilterConfig config =
        FilterConfig.defaults()
            .with("quality-least", "middle")
            .with("boilerplate-documents", "5")
            .with("boilerplate-share", ".5")
            .withLeastWords(20)
            .with("fa.ended-lines", ".1");
    assertThat(config.qualityLeast()).isEqualTo(QualityBand.MIDDLE);
    assertThat(config.boilerplate()).isEqualTo(new BoilerplateLimits(5, .5));
    assertThatThrownBy(() -> config.with("quality-least", "best"))
        .hasMessageContaining("quality-least: best (must be head, middle or tail)");
    assertThatThrownBy(() -> config.with("boilerplate-share", "2"))
        .hasMessageContaining("boilerplate-share: 2.0 (must be above 0, at most 1)");
  }
}
