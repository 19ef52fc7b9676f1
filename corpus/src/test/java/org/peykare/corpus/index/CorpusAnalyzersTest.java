package org.peykare.corpus.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.junit.jupiter.api.Test;

class CorpusAnalyzersTest {
  @Test
  void persianSpellingsOfOneWordAreOneTerm() throws IOException {
    List<String> expected = List.of("میخواهم");
    assertThat(terms(CorpusAnalyzers.FA, "می‌خواهم")).isEqualTo(expected);
    assertThat(terms(CorpusAnalyzers.FA, "می خواهم")).isEqualTo(expected);
    assertThat(terms(CorpusAnalyzers.FA, "ميخواهم")).isEqualTo(expected);
    assertThat(terms(CorpusAnalyzers.FA, "مي‌خواهم")).isEqualTo(expected);
    assertThat(terms(CorpusAnalyzers.FA, "میـخواهم")).isEqualTo(expected);
  }

  @Test
  void persianPluralsAreOneTermHoweverTheyAreWritten() throws IOException {
    for (String word : List.of("کتاب", "کتاب‌ها", "کتابها", "کتاب ها", "كتاب‌هاي", "کتاب هایش")) {
      assertThat(terms(CorpusAnalyzers.FA, word)).as(word).containsExactly("کتاب");
    }
    assertThat(terms(CorpusAnalyzers.FA, "بزرگ‌ترین شهر"))
        .isEqualTo(terms(CorpusAnalyzers.FA, "بزرگ ترین شهر"));
  }

  @Test
  void shortPersianWordsKeepTheirEnding() throws IOException {
    assertThat(terms(CorpusAnalyzers.FA, "بها رها")).containsExactly("بها", "رها");
  }

  @Test
  void persianDigitsAndLettersOfOtherKeyboardsAreFolded() throws IOException {
    assertThat(terms(CorpusAnalyzers.FA, "سال ۱۴۰۴")).containsExactly("سال", "1404");
    assertThat(terms(CorpusAnalyzers.FA, "عليه")).isEqualTo(terms(CorpusAnalyzers.FA, "علیه"));
    assertThat(terms(CorpusAnalyzers.FA, "قرآن")).isEqualTo(terms(CorpusAnalyzers.FA, "قران"));
  }

  @Test
  void aJoinedWordSpansBothItsParts() throws IOException {
    String text = "او می خواهم گفت";
    try (TokenStream stream = CorpusAnalyzers.FA.analyzer().tokenStream("f", text)) {
      OffsetAttribute offset = stream.getAttribute(OffsetAttribute.class);
      stream.reset();
      stream.incrementToken();
      stream.incrementToken();
      assertThat(text.substring(offset.startOffset(), offset.endOffset())).isEqualTo("می خواهم");
      stream.incrementToken();
      assertThat(text.substring(offset.startOffset(), offset.endOffset())).isEqualTo("گفت");
      assertThat(stream.incrementToken()).isFalse();
      stream.end();
    }
  }

  @Test
  void englishIsStemmedAndFolded() throws IOException {
    assertThat(terms(CorpusAnalyzers.EN, "The Dog's cafés running"))
        .containsExactly("the", "dog", "cafe", "run");
  }

  @Test
  void otherLanguagesAreFoldedOnly() throws IOException {
    assertThat(terms(CorpusAnalyzers.of("fr"), "Élèves")).containsExactly("eleves");
  }

  private static List<String> terms(CorpusAnalyzers analyzers, String text) throws IOException {
    List<String> terms = new ArrayList<>();
    try (TokenStream stream = analyzers.analyzer().tokenStream("f", text)) {
      CharTermAttribute term = stream.getAttribute(CharTermAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        terms.add(term.toString());
      }
      stream.end();
    }
    return terms;
  }
}
