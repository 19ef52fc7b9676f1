package org.peykare.corpus.index;

import java.io.IOException;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/// One spelling of each letter for search: Arabic yeh, alef maksura and yeh with hamza become
/// Persian yeh, Arabic kaf becomes keheh, teh marbuta becomes heh; what joins or stretches letters
/// goes.
final class PersianLetterFilter extends TokenFilter {
  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

  PersianLetterFilter(TokenStream input) {
    super(input);
  }

  @Override
  public boolean incrementToken() throws IOException {
    if (!input.incrementToken()) {
      return false;
    }
    char[] buffer = term.buffer();
    int length = 0;
    for (int i = 0; i < term.length(); i++) {
      char c = buffer[i];
      switch (c) {
        case 'ي', 'ى', 'ئ' -> buffer[length++] = 'ی';
        case 'ك' -> buffer[length++] = 'ک';
        case 'ة', 'ۀ', 'ە' -> buffer[length++] = 'ه';
        case 'أ', 'إ', 'آ' -> buffer[length++] = 'ا';
        case 'ؤ' -> buffer[length++] = 'و';
        case '\u200C', '\u200D', '\u0640' -> {}
        default -> buffer[length++] = c;
      }
    }
    term.setLength(length);
    return true;
  }
}
