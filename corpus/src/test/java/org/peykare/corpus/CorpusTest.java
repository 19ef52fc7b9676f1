package org.peykare.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peykare.broker.EmbeddedBroker;
import org.peykare.broker.TopicSetup;
import org.peykare.corpus.dedup.Signature;
import org.peykare.corpus.document.Document;
import org.peykare.corpus.document.Stage;
import org.peykare.corpus.document.Verdict;
import org.peykare.corpus.imports.ImportReport;
import org.peykare.corpus.index.SearchHit;
import org.peykare.corpus.page.PageOutcome;
import org.peykare.corpus.page.PageProcessor;
import org.peykare.corpus.store.Snapshot;
import org.peykare.corpus.store.SnapshotDiff;
import org.peykare.formats.url.DocumentId;

/// The whole road on a real broker: an archive in, verdicts, snapshots, export and search out.
/// Pages are judged by a processor that takes the body as the text.
@NullUnmarked
class CorpusTest {
  private static final Duration LONG = Duration.ofMinutes(2);

  @TempDir Path dir;

  @Test
  void anArchiveBecomesASnapshotThatCanBeSearched() throws IOException {
    try (EmbeddedBroker broker = startBroker();
        Corpus corpus = open(broker)) {
      ImportReport report =
          corpus.importWarc(
              archive(
                  "one.warc",
                  page("http://a/1", 1, "fa", "من می‌خواهم کتاب‌های تازه بخوانم"),
                  page("http://a/2", 1, "fa", "هوا امروز در تبریز سرد است"),
                  page("http://b/1", 1, "fa", "من می‌خواهم کتاب‌های تازه بخوانم"),
                  page("http://c/1", 1, "en", "The library was reading <b>old</b> maps"),
                  page("http://c/2", 1, "en", "short")));
      assertThat(report.sent()).isEqualTo(5);
      corpus.start();
      assertThat(corpus.awaitCaughtUp(LONG)).isTrue();

      Map<String, Verdict> verdicts = verdicts(corpus);
      assertThat(verdicts).hasSize(5);
      assertThat(corpus.why("HTTP://C:80/2#top"))
          .hasValueSatisfying(verdict ->
              assertThat(verdict)
                  .isInstanceOfSatisfying(
                      Verdict.Drop.class,
                      drop -> assertThat(drop.reason()).isEqualTo("too-short")));
      assertThat(corpus.why("http://nowhere/")).isEmpty();
      long duplicates =
          verdicts.values().stream()
              .filter(v -> v instanceof Verdict.Drop drop && drop.stage() == Stage.EXACT)
              .count();
      assertThat(duplicates).isEqualTo(1);
      CorpusStatus status = corpus.status();
      assertThat(status.state()).isEqualTo("running");
      assertThat(status.read()).isEqualTo(5);
      assertThat(status.kept()).isEqualTo(3);
      assertThat(status.dropped())
          .containsExactly(Map.entry("exact/duplicate", 1L), Map.entry("length/too-short", 1L));

      Snapshot first = corpus.snapshot("first");
      assertThat(first.documents()).isEqualTo(3);
      assertThat(export(corpus, "first")).hasSize(3);
      for (String spelling : List.of("می‌خواهم", "می خواهم", "ميخواهم", "\"كتاب هاي تازه\"")) {
        assertThat(corpus.search(spelling, null, 10))
            .as(spelling)
            .singleElement()
            .satisfies(hit -> assertThat(hit.lang()).isEqualTo("fa"));
      }
      SearchHit english = corpus.search("libraries read", "en", 10).getFirst();
      assertThat(english.url()).isEqualTo("http://c/1");
      assertThat(english.snippet())
          .contains("<mark>library</mark>", "<mark>reading</mark>", "&lt;b&gt;");
      assertThat(corpus.search("library", "fa", 10)).isEmpty();
      assertThat(corpus.search("...", null, 10)).isEmpty();

      assertThat(first.verdicts().kept()).isEqualTo(3);
      assertThat(first.verdicts().dropped()).isEqualTo(status.dropped());
      assertThat(status.lag()).isZero();

      corpus.importWarc(
          archive(
              "two.warc",
              page("http://c/1", 2, "en", "short"),
              page("http://d/1", 1, "en", "Fresh maps for everyone")));
      assertThat(corpus.awaitCaughtUp(LONG)).isTrue();
      assertThat(corpus.snapshot("second").documents()).isEqualTo(3);
      assertThat(corpus.search("maps", null, 10))
          .singleElement()
          .satisfies(hit -> assertThat(hit.url()).isEqualTo("http://d/1"));
      assertThat(export(corpus, "first")).containsKey("http://c/1");
      assertThat(corpus.show("second").verdicts().total()).isEqualTo(7);
      List<String> changes = new ArrayList<>();
      SnapshotDiff diff =
          corpus.diff("first", "second", change -> changes.add(change.kind() + " " + change.url()));
      assertThat(changes).containsExactlyInAnyOrder("REMOVED http://c/1", "ADDED http://d/1");
      assertThat(diff.total()).isEqualTo(new SnapshotDiff.Changes(1, 1, 0));
      assertThat(diff.byLanguage()).containsOnlyKeys("en");
      assertThat(corpus.diff("second", "first").total()).isEqualTo(diff.total());
      assertThat(corpus.diff("second", "second").total()).isEqualTo(SnapshotDiff.Changes.NONE);
    }
    Corpus reader = Corpus.open(CorpusConfig.defaults("", dir));
    assertThat(reader.snapshots())
        .extracting(Snapshot::tags)
        .containsExactly(List.of("first"), List.of("second"));
    assertThat(reader.search("تبریز", null, 1)).hasSize(1);
    assertThatThrownBy(() -> reader.why("http://a/1"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no Kafka cluster is given");
  }

  @Test
  void aRestartInTheMiddleLosesNothingAndDoublesNothing() throws IOException {
    int pages = 600;
    byte[][] records = new byte[pages][];
    for (int i = 0; i < pages; i++) {
      // Two pages each share a text.
      records[i] = page("http://h/" + i, 1, "en", "the text of number " + i / 2);
    }
    try (EmbeddedBroker broker = startBroker()) {
      try (Corpus corpus = open(broker)) {
        corpus.importWarc(archive("many.warc", records));
        corpus.start();
        while (corpus.status().read() == 0) {
          Thread.onSpinWait();
        }
        corpus.snapshot("early");
      }
      try (Corpus corpus = open(broker)) {
        corpus.start();
        assertThat(corpus.awaitCaughtUp(LONG)).isTrue();
        CorpusStatus status = corpus.status();
        assertThat(status.read()).isEqualTo(pages);
        assertThat(status.kept()).isEqualTo(pages / 2);
        assertThat(status.dropped()).containsExactly(Map.entry("exact/duplicate", pages / 2L));
        assertThat(status.pending()).isZero();
        assertThat(verdicts(corpus)).hasSize(pages);
        assertThat(corpus.snapshot("late").documents()).isEqualTo(pages / 2);
        Map<String, Document> kept = export(corpus, "late");
        assertThat(kept.values().stream().map(Document::text).distinct()).hasSize(pages / 2);
      }
    }
  }

  @Test
  void aProcessSaysOnTopicStatusHowItIs() throws IOException {
    try (EmbeddedBroker broker = startBroker()) {
      try (Corpus corpus = open(broker)) {
        corpus.importWarc(
            archive(
                "one.warc",
                page("http://a/1", 1, "en", "the first of two texts"),
                page("http://b/1", 1, "en", "short")));
        corpus.start();
        assertThat(corpus.awaitCaughtUp(LONG)).isTrue();
        CorpusStatus status = StatusTopic.await(broker, s -> s.read() == 2 && s.lag() == 0);
        assertThat(status.state()).isEqualTo("running");
        assertThat(status.kept()).isEqualTo(1);
        assertThat(status.dropped()).containsExactly(Map.entry("length/too-short", 1L));
        assertThat(status.documents()).isEqualTo(1);
      }
      CorpusStatus stopped = StatusTopic.await(broker, s -> s.state().equals("stopped"));
      assertThat(stopped.read()).isEqualTo(2);
      assertThat(StatusTopic.read(broker))
          .singleElement()
          .satisfies(last -> assertThat(last.counts()).doesNotContainKey("read"));
    }
  }

  @Test
  void damagedStreamStateIsSetAsideAndRestored() throws IOException {
    try (EmbeddedBroker broker = startBroker()) {
      byte[] first = page("http://a/1", 1, "en", "the first of two texts");
      try (Corpus corpus = open(broker)) {
        corpus.importWarc(archive("one.warc", first));
        corpus.start();
        assertThat(corpus.awaitCaughtUp(LONG)).isTrue();
      }
      try (Stream<Path> files = Files.walk(dir.resolve("streams"))) {
        for (Path file : files.filter(f -> f.getFileName().toString().equals("CURRENT")).toList()) {
          Files.writeString(file, "damaged");
        }
      }
      try (Corpus corpus = open(broker)) {
        corpus.start();
        corpus.importWarc(
            archive("two.warc", first, page("http://b/1", 1, "en", "the first of two texts")));
        assertThat(corpus.awaitCaughtUp(LONG)).isTrue();
        CorpusStatus status = corpus.status();
        assertThat(status.read()).isEqualTo(3);
        assertThat(status.repeated()).isEqualTo(1);
        assertThat(status.dropped()).containsExactly(Map.entry("exact/duplicate", 1L));
      }
      assertThat(dir.resolve("streams/peykare-corpus.aside")).isDirectory();
    }
  }

  @Test
  void aStreamThatFailsSaysSoToThoseWhoWait() throws IOException {
    PageProcessor failing =
        (_, _) -> {
          throw new AssertionError("out of everything");
        };
    try (EmbeddedBroker broker = startBroker();
        Corpus corpus = Corpus.open(config(broker), failing)) {
      corpus.start();
      corpus.importWarc(archive("one.warc", page("http://a/1", 1, "en", "some text")));
      assertThatThrownBy(() -> corpus.awaitCaughtUp(LONG))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("out of everything")
          .hasMessageContaining("start again")
          .hasRootCauseMessage("out of everything");
      assertThat(corpus.status().state()).isEqualTo("failed");
    }
  }

  @Test
  void namesThatKafkaCannotTakeAreRefused() {
    CorpusConfig config = CorpusConfig.defaults("localhost:9092", dir);
    assertThatThrownBy(() -> config.stream().withApplicationId("my corpus"))
        .hasMessageContaining("Invalid corpus.application-id: 'my corpus'");
    assertThatThrownBy(() -> config.withThreads(0)).hasMessageContaining("must be 1..256");
    assertThatThrownBy(() -> Corpus.open(config).show("latest"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("none was made");
    assertThat(Corpus.open(config).snapshots()).isEmpty();
    assertThat(Corpus.open(config).search("x", null, 1)).isEmpty();
  }

  private EmbeddedBroker startBroker() {
    EmbeddedBroker broker = EmbeddedBroker.start(dir.resolve("kafka"));
    TopicSetup.ensure(broker.bootstrapServers(), 2);
    return broker;
  }

  private Corpus open(EmbeddedBroker broker) {
    return Corpus.open(config(broker), PROCESSOR);
  }

  private CorpusConfig config(EmbeddedBroker broker) {
    return CorpusConfig.defaults(broker.bootstrapServers(), dir)
        .withCommitInterval(Duration.ofMillis(100));
  }

  private static final PageProcessor PROCESSOR =
      (url, record) -> {
        String text = new String(record, StandardCharsets.UTF_8);
        int head = text.indexOf("\r\n\r\n") + 4;
        int body = text.indexOf("\r\n\r\n", head) + 4;
        java.time.Instant date = java.time.Instant.parse(field(text, "WARC-Date"));
        String lang = field(text, "Content-Language");
        String words = text.substring(body).strip();
        long count = words.split("\\s+").length;
        if (count < 3) {
          return new PageOutcome.Dropped(
              new Verdict.Drop(
                  url, date, lang, Stage.LENGTH, "too-short", Map.of("words", 1.0), null));
        }
        String id = DocumentId.ofNormalForm(url).toString();
        long key = words.hashCode() * 31L + 7;
        return new PageOutcome.Candidate(
            new Document(
                id,
                url,
                "h",
                date,
                null,
                words,
                lang,
                0.9,
                count,
                null,
                null,
                null,
                null,
                "sha1:" + words.hashCode(),
                field(text, "WARC-Record-ID"),
                id,
                null,
                null),
            new Signature(key, new long[] {key * 3, key * 5}));
      };

  private static String field(String record, String name) {
    int at = record.indexOf(name + ": ") + name.length() + 2;
    return record.substring(at, record.indexOf("\r\n", at));
  }

  private static Map<String, Verdict> verdicts(Corpus corpus) {
    Map<String, Verdict> verdicts = new TreeMap<>();
    corpus.verdicts(verdict -> assertThat(verdicts.put(verdict.url(), verdict)).isNull());
    return verdicts;
  }

  private static Map<String, Document> export(Corpus corpus, String name) {
    Map<String, Document> documents = new HashMap<>();
    corpus.export(name, document -> assertThat(documents.put(document.url(), document)).isNull());
    return documents;
  }

  private Path archive(String name, byte[]... records) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] record : records) {
      out.writeBytes(record);
    }
    return Files.write(dir.resolve(name), out.toByteArray());
  }

  private static byte[] page(String url, int day, String lang, String text) {
    byte[] body =
        "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Language: %s\r\n\r\n%s"
            .formatted(lang, text)
            .getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(
        """
        WARC/1.1\r
        WARC-Type: response\r
        WARC-Target-URI: %s\r
        WARC-Date: 2026-01-%02dT00:00:00Z\r
        WARC-Record-ID: <urn:test:%d:%d>\r
        Content-Type: application/http; msgtype=response\r
        Content-Length: %d\r
        \r
        """
            .formatted(url, day, day, Math.abs(url.hashCode()), body.length)
            .getBytes(StandardCharsets.UTF_8));
    out.writeBytes(body);
    out.writeBytes("\r\n\r\n".getBytes(StandardCharsets.UTF_8));
    return out.toByteArray();
  }
}
