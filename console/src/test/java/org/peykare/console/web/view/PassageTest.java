package org.peykare.console.web.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.peykare.console.web.view.Passage.Kind;

class PassageTest {
  @Test
  void onlyMarksAreMarks() {
    assertThat(Passage.of("a &lt;b&gt; <mark>c &amp; d</mark><i>e</i>"))
        .containsExactly(
            new Passage("a <b> ", Kind.AROUND),
            new Passage("c & d", Kind.FOUND),
            new Passage("<i>e</i>", Kind.AROUND));
  }

  @Test
  void aMarkWithoutItsEndIsStillText() {
    assertThat(Passage.of("a<mark>b"))
        .containsExactly(new Passage("a", Kind.AROUND), new Passage("b", Kind.FOUND));
    assertThat(Passage.of("a</mark>b")).containsExactly(new Passage("a</mark>b", Kind.AROUND));
  }
}
