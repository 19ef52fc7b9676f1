package org.peykare.corpus.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextFoldingTest {
  @Test
  void foldsTheSpellingsOfAPersianVerbToTheSameWords() {
    assertThat(TextFolding.fold("می‌رود")).isEqualTo("می رود");
    assertThat(TextFolding.fold("می رود")).isEqualTo("می رود");
    assertThat(TextFolding.fold("ميرود")).isEqualTo("می رود");
    assertThat(TextFolding.fold("نمی‌رود")).isEqualTo(TextFolding.fold("نميرود"));
  }

  @Test
  void foldsThePluralsOfAPersianNounToTheSameWords() {
    assertThat(TextFolding.fold("کتاب‌های"))
        .isEqualTo(TextFolding.fold("كتاب هاي"))
        .isEqualTo(TextFolding.fold("کتابهای"))
        .isEqualTo("کتاب های");
  }

  @Test
  void unifiesLettersDigitsMarksAndCase() {
    assertThat(TextFolding.fold("كتابِ عليّ")).isEqualTo(TextFolding.fold("کتاب علی"));
    assertThat(TextFolding.fold("۱۴۰۳ ١٤٠٣ 1403")).isEqualTo("1403 1403 1403");
    assertThat(TextFolding.fold("Straße, DON’T; Café!")).isEqualTo("strasse dont cafe");
    assertThat(TextFolding.fold("آن مسأله «را»؟ خانۀ ما")).isEqualTo("ان مساله را خانه ما");
    assertThat(TextFolding.fold("کتـــاب")).isEqualTo("کتاب");
  }

  @Test
  void hasNoWordsWhereThereAreOnlyMarks() {
    assertThat(TextFolding.fold("… — «»\n\u200C")).isEmpty();
  }

  @Test
  void foldsALongRunOfMarksAsIfThereWereNone() {
    assertThat(TextFolding.fold("a" + "\u0301\u0316".repeat(500_000) + "b c")).isEqualTo("ab c");
  }
}
