package org.peykare.tokenizer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddedTokenMatcherTest {
  private static AddedToken token(String content) {
    return new AddedToken(0, content, false, false, false, false, false);
  }

  private static AddedToken singleWord(String content) {
    return new AddedToken(0, content, true, false, false, false, false);
  }

  private static AddedToken rstrip(String content) {
    return new AddedToken(0, content, false, false, true, false, false);
  }

  /// The pieces of `text`, added tokens in angle brackets.
  private static List<String> cut(String text, AddedToken... tokens) {
    AddedTokenMatcher matcher = new AddedTokenMatcher();
    for (AddedToken token : tokens) {
      matcher.add(token, token.content());
    }
    List<String> pieces = new ArrayList<>();
    matcher.cut(
        text,
        0,
        text.length(),
        new AddedTokenMatcher.Cuts() {
          @Override
          public void token(AddedToken token, int from, int to) {
            pieces.add("<" + text.substring(from, to) + ">");
          }

          @Override
          public void text(int from, int to) {
            pieces.add(text.substring(from, to));
          }
        });
    return pieces;
  }

  @Test
  void takesTheLeftmostThenTheLongest() {
    assertThat(cut("xabcd", token("ab"), token("abc"), token("bcd")))
        .containsExactly("x", "<abc>", "d");
    assertThat(cut("     ", token("  "), token("   "))).containsExactly("<   >", "<  >");
    assertThat(cut("", token("a"))).isEmpty();
  }

  @Test
  void swallowsWhiteSpaceOnTheSideThatItIsTold() {
    AddedToken mask = AddedToken.special(4, "[MASK]").withLstrip();
    assertThat(cut("a \u00A0\n[MASK] b", mask)).containsExactly("a", "< \u00A0\n[MASK]>", " b");
    assertThat(cut(" [MASK]  [MASK]", mask)).containsExactly("< [MASK]>", "<  [MASK]>");
    assertThat(cut("a <r> \t b", rstrip("<r>"))).containsExactly("a ", "<<r> \t >", "b");
    assertThat(cut("<r>  [MASK]", rstrip("<r>"), mask)).containsExactly("<<r>  >", "<[MASK]>");
  }

  @Test
  void aWordMustStandAloneAndIsNotTriedShorter() {
    assertThat(cut("cat cats concat", singleWord("cat"))).containsExactly("<cat>", " cats concat");
    assertThat(cut("cats", token("cat"), singleWord("cats"))).containsExactly("<cats>");
    assertThat(cut("catsy", token("cat"), singleWord("cats"))).containsExactly("catsy");
    assertThat(cut("می‌cat", singleWord("cat"))).containsExactly("می‌cat");
    assertThat(cut("«cat»", singleWord("cat"))).containsExactly("«", "<cat>", "»");
  }
}
