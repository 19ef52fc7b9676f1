package org.peykare.corpus.index;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/// Takes plural and comparative endings off Persian words: «کتابهای» becomes «کتاب». Light on
/// purpose: an ending goes only where enough of a word is left.
final class PersianStemFilter extends TokenFilter {
  private static final int LEAST_STEM = 3;

  /// Longest first.
  private static final List<String> ENDINGS =
      List.of("هایشان", "هایتان", "هایمان", "هایی", "هایم", "هایت", "هایش", "ترین", "های", "ها");

  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

  PersianStemFilter(TokenStream input) {
    super(input);
  }

  @Override
  public boolean incrementToken() throws IOException {
    if (!input.incrementToken()) {
      return false;
    }
    for (String ending : ENDINGS) {
      int left = term.length() - ending.length();
      if (left >= LEAST_STEM && term.subSequence(left, term.length()).toString().equals(ending)) {
        term.setLength(left);
        break;
      }
    }
    return true;
  }
}
