package org.peykare.corpus.index;

import java.io.IOException;
import java.util.Set;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.jspecify.annotations.Nullable;

/// Joins a Persian affix written as a word of its own to the word it belongs to: «می خواهم» becomes
/// «میخواهم», «کتاب ها» becomes «کتابها», as they are when written together or with a zero-width
/// non-joiner.
final class PersianAffixFilter extends TokenFilter {
  private static final Set<String> PREFIXES = Set.of("می", "نمی");
  private static final Set<String> SUFFIXES =
      Set.of("ها", "های", "هایی", "هایم", "هایت", "هایش", "هایمان", "هایتان", "هایشان", "ترین");

  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
  private final OffsetAttribute offset = addAttribute(OffsetAttribute.class);
  private @Nullable State next;

  PersianAffixFilter(TokenStream input) {
    super(input);
  }

  @Override
  public boolean incrementToken() throws IOException {
    if (!advance()) {
      return false;
    }
    String word = term.toString();
    int start = offset.startOffset();
    int end = offset.endOffset();
    State first = captureState();
    boolean joined = false;
    boolean prefix = PREFIXES.contains(word);
    while (advance()) {
      String following = term.toString();
      boolean near = offset.startOffset() <= end + 1;
      if (!near || !(prefix || SUFFIXES.contains(following))) {
        next = captureState();
        break;
      }
      word += following;
      end = offset.endOffset();
      prefix = false;
      joined = true;
    }
    restoreState(first);
    if (joined) {
      term.setEmpty().append(word);
      offset.setOffset(start, end);
    }
    return true;
  }

  private boolean advance() throws IOException {
    if (next != null) {
      restoreState(next);
      next = null;
      return true;
    }
    return input.incrementToken();
  }

  @Override
  public void reset() throws IOException {
    super.reset();
    next = null;
  }
}
