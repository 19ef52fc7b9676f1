package org.peykare.corpus.learned;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peykare.broker.EmbeddedBroker;
import org.peykare.broker.TopicSetup;
import org.peykare.corpus.Corpus;
import org.peykare.corpus.CorpusConfig;
import org.peykare.corpus.GeneratedText;
import org.peykare.corpus.boilerplate.HostLines;
import org.peykare.corpus.document.Document;
import org.peykare.corpus.document.Stage;
import org.peykare.corpus.document.Verdict;
import org.peykare.corpus.page.PageConfig;
import org.peykare.corpus.trial.FilterTrial;
import org.peykare.corpus.trial.PageStory;

/// What a snapshot teaches, on a real broker and with the real pipeline.
@NullUnmarked
class LearnedTest {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final String NOTE = "This and that was sent to the readers of the paper in print.";

  @TempDir Path dir;

  @Test
  void whatASnapshotTeachesAppliesToThePagesAfterIt() throws IOException {
    try (EmbeddedBroker broker = EmbeddedBroker.start(dir.resolve("kafka"))) {
      TopicSetup.ensure(broker.bootstrapServers(), 2);
      CorpusConfig config =
          CorpusConfig.defaults(broker.bootstrapServers(), dir)
              .withCommitInterval(Duration.ofMillis(100));
      try (Corpus corpus = Corpus.open(config)) {
        corpus.start();
        importPages(corpus, 0, 160);
        corpus.snapshot("one");
        assertThat(texts(corpus, "one").values())
            .hasSize(160)
            .allSatisfy(document -> {
              assertThat(document.text()).contains(NOTE);
              assertThat(document.quality()).isNull();
            });
        assertThat(corpus.learnQuality("one", Set.of()))
            .singleElement()
            .satisfies(report -> {
              assertThat(report.lang()).isEqualTo("en");
              assertThat(report.headMost()).isPositive().isLessThanOrEqualTo(report.middleMost());
            });
      }
      try (Corpus corpus = Corpus.open(config)) {
        corpus.start();
        importPages(corpus, 1_000, 1_010);
        corpus.snapshot("two");
        assertThat(texts(corpus, "two").values())
            .filteredOn(document -> document.url().contains("/1"))
            .filteredOn(document -> document.url().length() == "http://a.org/1000".length())
            .hasSize(10)
            .allSatisfy(document -> {
              assertThat(document.text()).doesNotContain(NOTE);
              assertThat(document.quality()).isNotNull();
              assertThat(document.perplexity()).isPositive();
            });
        assertThat(corpus.qualities("two").get("without quality")).isEqualTo(160);
        assertThat(corpus.why("http://a.org/1000"))
            .hasValueSatisfying(verdict ->
                assertThat(verdict)
                    .isInstanceOfSatisfying(
                        Verdict.Keep.class, keep -> assertThat(keep.perplexity()).isPositive()));
        assertThatTheStoryIsTold(corpus);
        assertThatATrialSeesTheQuality(corpus);
      }
      PageConfig strict =
          config.page().withFilter(config.page().filter().with("quality-least", "head"));
      assertThatTheTailIsDropped(config.withPage(strict));
    }
  }

  @Test
  void aWorkerFollowsWhatIsLearned() {
    try (EmbeddedBroker broker = EmbeddedBroker.start(dir.resolve("kafka"))) {
      TopicSetup.ensure(broker.bootstrapServers(), 2);
      Learned learned = Learned.nothing();
      try (LearnedTopic _ = LearnedTopic.follow(broker.bootstrapServers(), learned)) {
        LearnedTopic.write(
            broker.bootstrapServers(),
            List.of(
                new HostLines("a.org", 1, List.of("one")), new HostLines("b.org", 1, List.of())),
            List.of());
        while (!learned.boilerplate().of("a.org").contains("one")) {
          Thread.onSpinWait();
        }
      }
      assertThat(LearnedTopic.read(broker.bootstrapServers()).boilerplate().of("a.org"))
          .containsExactly("one");
    }
  }

  @Test
  void aRecordThatCannotBeReadChangesNothing() {
    Learned learned = Learned.nothing();
    learned.put(new HostLines("a.org", 1, List.of("one")));
    learned.put("lines/a.org", new byte[] {'{'});
    learned.put("quality/en", new byte[] {1, 2, 3});
    learned.put("something/else", new byte[0]);
    assertThat(learned.boilerplate().of("a.org")).containsExactly("one");
    assertThat(learned.quality("en", "some text")).isEmpty();
    learned.put("lines/a.org", null);
    assertThat(learned.boilerplate().of("a.org")).isEmpty();
  }

  private static void assertThatTheStoryIsTold(Corpus corpus) {
    PageStory story = corpus.pages().story("HTTP://A.org/1001#x").orElseThrow();
    assertThat(story.steps())
        .extracting(PageStory.Step::name)
        .containsExactly(
            "read", "consent", "extract", "language", "normalise", "mask", "boilerplate");
    assertThat(story.steps().get(5).text()).contains(NOTE);
    assertThat(story.steps().get(6).text()).doesNotContain(NOTE).isNotEmpty();
    assertThat(story.verdict()).isInstanceOf(Verdict.Keep.class);
    assertThat(corpus.pages().story("http://a.org/none")).isEmpty();
    assertThat(corpus.pages().attempts("http://a.org/1")).isEmpty();
  }

  private static void assertThatATrialSeesTheQuality(Corpus corpus) {
    FilterTrial.Report all = corpus.pages().tryFilters(Map.of("least-words", "60"), 100_000);
    assertThat(all.pages()).isEqualTo(170);
    assertThat(all.after()).isEqualTo(Map.of("keep", 170L));
    FilterTrial.Report sample = corpus.pages().tryFilters(Map.of("quality-least", "head"), 40);
    assertThat(sample.pages()).isBetween(20L, 80L);
    assertThat(sample.after()).containsKey("QUALITY/low-quality");
    assertThat(sample.changes()).isNotEmpty();
  }

  private void assertThatTheTailIsDropped(CorpusConfig config) throws IOException {
    try (Corpus corpus = Corpus.open(config)) {
      corpus.start();
      importPages(corpus, 2_000, 2_030);
      assertThat(corpus.status().dropped()).containsKey("quality/low-quality");
      Map<String, Verdict.Drop> dropped = new HashMap<>();
      corpus.verdicts(verdict -> {
        if (verdict instanceof Verdict.Drop drop) {
          dropped.put(drop.url(), drop);
        }
      });
      assertThat(dropped.values())
          .isNotEmpty()
          .allSatisfy(drop -> {
            assertThat(drop.stage()).isEqualTo(Stage.QUALITY);
            assertThat(drop.figures().get("perplexity")).isGreaterThan(drop.figures().get("most"));
          });
    }
  }

  private void importPages(Corpus corpus, int from, int to) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = from; i < to; i++) {
      out.writeBytes(page("http://a.org/" + i, GeneratedText.of(i, 8)));
    }
    corpus.importWarc(Files.write(dir.resolve(from + ".warc"), out.toByteArray()));
    assertThat(corpus.awaitCaughtUp(LONG)).isTrue();
  }

  private static Map<String, Document> texts(Corpus corpus, String name) {
    Map<String, Document> documents = new HashMap<>();
    corpus.export(name, document -> documents.put(document.url(), document));
    return documents;
  }

  private static byte[] page(String url, String text) {
    String html =
        "<html lang=en><title>Page</title><article><p>"
            + text.replace("\n\n", "</p><p>")
            + "</p><p>"
            + NOTE
            + "</p></article></html>";
    byte[] body =
        ("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + html)
            .getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(
        """
        WARC/1.1\r
        WARC-Type: response\r
        WARC-Target-URI: %s\r
        WARC-Date: 2026-01-01T00:00:00Z\r
        WARC-Record-ID: <urn:test:%d>\r
        Content-Type: application/http; msgtype=response\r
        Content-Length: %d\r
        \r
        """
            .formatted(url, Math.abs(url.hashCode()), body.length)
            .getBytes(StandardCharsets.UTF_8));
    out.writeBytes(body);
    out.writeBytes("\r\n\r\n".getBytes(StandardCharsets.UTF_8));
    return out.toByteArray();
  }
}
