package org.peykare.corpus.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Pages made to hold a worker up: each has an outcome, and soon.
@NullUnmarked
class HostilePagesTest {
  private static final int BYTES = 4_000_000;
  private static final String PROSE =
      "<p>The river rose two metres in a night, and the old bridge did not see the morning.";

  private final PagePipeline pipeline = PagePipeline.of(PageConfig.defaults());

  @ParameterizedTest
  @Timeout(120)
  @CsvSource(
      delimiter = '~',
      value = {
        "<div>",
        "<table><tr><td>",
        "<ul><li>a, b. ",
        "<a><b><i><font><p>x</b>",
        "<p>a b, c. ",
        "<a href=x>ab</a> ",
        "<h2>The head, a. ",
        "<svg><math>",
        "<template>",
        "<script type='application/ld+json'>[",
        "<![CDATA[",
        "a.b@c.",
        "1.1.1.1.",
        "2a02::",
        "&#x200c;",
        "Ø§Ù„",
        "(",
        "می\u200C"
      })
  void hasAnOutcome(String piece) {
    String hostile = piece.repeat(BYTES / piece.length());
    for (String html : new String[] {hostile, PROSE.repeat(300) + "<p>" + hostile}) {
      PageOutcome outcome = pipeline.process("https://example.org/news/12", Records.html(html));
      assertThat(outcome).isInstanceOf(PageOutcome.Dropped.class);
    }
  }
}
