package org.peykare.corpus.index;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.ar.ArabicNormalizationFilter;
import org.apache.lucene.analysis.ar.ArabicStemFilter;
import org.apache.lucene.analysis.de.GermanLightStemFilter;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.icu.ICUFoldingFilter;
import org.apache.lucene.analysis.icu.segmentation.ICUTokenizer;

/// How text becomes terms, by language. All fold case, accents, digits and compatibility forms
/// (ICU) and split words by Unicode's rules; a zero-width non-joiner never splits a word. Persian
/// joins affixes written apart; Persian, Arabic, English and German are stemmed.
enum CorpusAnalyzers {
  /// Persian.
  FA {
    @Override
    TokenStream filter(TokenStream folded) {
      return new PersianStemFilter(new PersianAffixFilter(new PersianLetterFilter(folded)));
    }
  },
  /// Arabic.
  AR {
    @Override
    TokenStream filter(TokenStream folded) {
      return new ArabicStemFilter(new ArabicNormalizationFilter(folded));
    }
  },
  /// English.
  EN {
    @Override
    TokenStream unfolded(TokenStream words) {
      return new EnglishPossessiveFilter(words);
    }

    @Override
    TokenStream filter(TokenStream folded) {
      return new PorterStemFilter(folded);
    }
  },
  /// German.
  DE {
    @Override
    TokenStream filter(TokenStream folded) {
      return new GermanLightStemFilter(folded);
    }
  },
  /// Every other language.
  OTHER {
    @Override
    TokenStream filter(TokenStream folded) {
      return folded;
    }
  };

  private final Analyzer analyzer =
      new Analyzer() {
        @Override
        protected TokenStreamComponents createComponents(String field) {
          Tokenizer words = new ICUTokenizer();
          return new TokenStreamComponents(words, filter(new ICUFoldingFilter(unfolded(words))));
        }
      };

  abstract TokenStream filter(TokenStream folded);

  TokenStream unfolded(TokenStream words) {
    return words;
  }

  Analyzer analyzer() {
    return analyzer;
  }

  String textField() {
    return "text_" + name().toLowerCase(java.util.Locale.ROOT);
  }

  String titleField() {
    return "title_" + name().toLowerCase(java.util.Locale.ROOT);
  }

  static CorpusAnalyzers of(String lang) {
    return switch (lang) {
      case "fa" -> FA;
      case "ar" -> AR;
      case "en" -> EN;
      case "de" -> DE;
      default -> OTHER;
    };
  }

  static CorpusAnalyzers ofField(String field) {
    for (CorpusAnalyzers each : values()) {
      if (field.equals(each.textField()) || field.equals(each.titleField())) {
        return each;
      }
    }
    return OTHER;
  }
}
