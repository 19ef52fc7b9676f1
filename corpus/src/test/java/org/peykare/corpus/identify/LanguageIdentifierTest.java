package org.peykare.corpus.identify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageIdentifierTest {
  private final LanguageIdentifier identifier = new LanguageIdentifier();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fa|کتابخانهٔ مرکزی شهر پس از دو سال بازسازی درهای خود را به روی مردم گشود.",
        "fa|هواي شهر امروز باراني است و مردم با چتر به خيابان آمده اند تا به كارهاي خود برسند.",
        "fa|من به خانه رفتم",
        "ar|افتتحت المكتبة المركزية أبوابها أمام القراء بعد سنتين من أعمال الترميم في المدينة.",
        "ar|هذا كتاب جديد",
        "ur|شہر کی مرکزی لائبریری دو سال کی مرمت کے بعد آج پڑھنے والوں کے لیے کھول دی گئی ہے۔",
        "ckb|کتێبخانەی ناوەندیی شار دوای دوو ساڵ نۆژەنکردنەوە دەرگاکانی بۆ خوێنەران کردەوە.",
        "ckb|ئەم کتێبە زۆر باشە",
        "ps|د ښار مرکزي کتابتون له دوو کلونو وروسته د خلکو پر مخ بېرته پرانیستل شو.",
        "azb|تبریز آذربایجانین ان بؤیوک شهری دیر. بو شهر بیر نئچه دفعه پایتخت اولوب و اونون تاریخی"
            + " چوخ قدیم دیر.",
        "mzn|ساری اتا شهر هسته که مازرون دله دره. ونه مردم مازرونی گپ زنّه و این شهر مازرون مرکز"
            + " هسته.",
        "glk|رشت ایتا شهر ایسه کی گیلان مئن نهه. اون مردوم گیلکی گب زنیدی و ان شهر گیلان مرکز"
            + " ایسه.",
        "en|The central library of the city opened its doors again after two years of repairs.",
        "de|Die Zentralbibliothek der Stadt öffnete nach zwei Jahren Umbau wieder ihre Türen."
      })
  void namesTheLanguageOfASentence(String lang, String sentence) {
    LanguageGuess guess = identifier.identify(sentence);

    assertThat(guess.lang()).isEqualTo(lang);
    assertThat(guess.confidence()).isBetween(.5, 1.0);
  }

  @Test
  void isSurerOfATextInOneLanguageThanOfAMixedOne() {
    String persian = "کتابخانهٔ مرکزی شهر پس از دو سال بازسازی درهای خود را به روی مردم گشود. ";
    String english = "The central library of the city opened its doors again after two years. ";

    LanguageGuess pure = identifier.identify(persian.repeat(40));
    LanguageGuess mixed = identifier.identify(persian.repeat(24) + english.repeat(16));

    assertThat(pure.lang()).isEqualTo("fa");
    assertThat(pure.confidence()).isGreaterThan(.95);
    assertThat(mixed.lang()).isEqualTo("fa");
    assertThat(mixed.confidence()).isBetween(.45, .75);
  }

  @Test
  void namesTheLanguagesOfAMixedTextAndOfItsParagraphs() {
    String persian = "کتابخانهٔ مرکزی شهر پس از دو سال بازسازی درهای خود را به روی مردم گشود. ";
    String english = "The central library of the city opened its doors again after two years. ";

    assertThat(identifier.languages(persian.repeat(24) + english.repeat(16)))
        .extracting(LanguageGuess::lang)
        .startsWith("fa", "en");
    assertThat(identifier.paragraphs(persian + "\n\n" + english))
        .extracting(LanguageGuess::lang)
        .containsExactly("fa", "en");
  }

  @Test
  void isUnsureOfAWord() {
    assertThat(identifier.identify("تهران").confidence()).isLessThan(.5);
  }

  @Test
  void hasNoLanguageWithoutLetters() {
    assertThat(identifier.identify("۱۲۳ — 456 !")).isEqualTo(LanguageGuess.none());
    assertThat(identifier.identify("")).isEqualTo(LanguageGuess.none());
  }
}
