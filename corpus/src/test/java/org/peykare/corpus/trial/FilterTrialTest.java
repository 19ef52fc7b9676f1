package org.peykare.corpus.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netpreserve.jwarc.MediaType;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcWriter;
import org.peykare.corpus.imports.ArchivedPages;
import org.peykare.corpus.learned.Learned;
import org.peykare.corpus.page.PageConfig;

class FilterTrialTest {
  private static final String TEXT =
      "The river rose two metres in a night, and the old bridge, which had stood for three hundred"
          + " years, did not see the morning. Write to a@example.org about it.";

  @TempDir private Path dir;

  private Path archive() throws IOException {
    Path file = dir.resolve("pages.warc");
    try (WarcWriter writer = new WarcWriter(file)) {
      for (int i = 1; i <= 2; i++) {
        String html = "<main><p>" + TEXT + "</p></main>";
        byte[] http =
            ("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: "
                    + html.length()
                    + "\r\n\r\n"
                    + html)
                .getBytes(StandardCharsets.UTF_8);
        writer.write(
            new WarcResponse.Builder(URI.create("http://example.org/" + i))
                .date(Instant.parse("2026-03-02T08:15:00Z"))
                .body(MediaType.HTTP_RESPONSE, http)
                .build());
      }
    }
    return file;
  }

  private static PageConfig with(String name, String value) {
    PageConfig defaults = PageConfig.defaults();
    return defaults.withFilter(defaults.filter().with(name, value));
  }

  @Test
  void tellsWhatAnotherSettingChanges() throws IOException {
    FilterTrial.Report report =
        FilterTrial.of(PageConfig.defaults(), with("least-words", "10"), 1).run(List.of(archive()));

    assertThat(report.pages()).isEqualTo(2);
    assertThat(report.before()).containsOnlyKeys("LENGTH/too-short");
    assertThat(report.after()).containsOnlyKeys("keep");
    assertThat(report.changes())
        .first()
        .isEqualTo(new FilterTrial.Change("http://example.org/1", "LENGTH/too-short", "keep"));
  }

  @Test
  void judgesASample() throws IOException {
    PageConfig config = PageConfig.defaults();

    assertThat(FilterTrial.of(config, config, 2).run(List.of(archive())).pages()).isEqualTo(1);
    assertThatThrownBy(() -> FilterTrial.of(config, config, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be 1 or more");
  }

  @Test
  void tellsThePagesStoryWithItsTextBeforeAndAfter() throws IOException {
    ArchivedPages.forEach(
        archive(),
        (url, record) -> {
          PageStory story = PageStory.of(with("least-words", "10"), Learned.nothing(), url, record);

          assertThat(story.steps())
              .extracting(PageStory.Step::name)
              .containsExactly(
                  "read", "consent", "extract", "language", "normalise", "mask", "boilerplate");
          assertThat(story.steps().get(2).text()).contains("a@example.org");
          assertThat(story.steps().get(5).text()).contains("<email>").doesNotContain("a@example");
        });
  }

  @Test
  void saysWhichFileIsNoArchive() {
    assertThatThrownBy(() -> ArchivedPages.forEach(dir.resolve("none.warc"), (_, _) -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("none.warc");
  }
}
