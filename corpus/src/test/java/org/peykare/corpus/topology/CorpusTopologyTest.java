package org.peykare.corpus.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.peykare.corpus.topology.FakePages.bad;
import static org.peykare.corpus.topology.FakePages.breaking;
import static org.peykare.corpus.topology.FakePages.page;
import static org.peykare.corpus.topology.FakePages.revisit;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peykare.corpus.document.Document;
import org.peykare.corpus.document.Stage;
import org.peykare.corpus.document.Verdict;

@NullUnmarked
class CorpusTopologyTest {
  private static final String A = "http://a/";
  private static final String B = "http://b/";
  private static final String C = "http://c/";
  private static final String D = "http://d/";

  @TempDir Path dir;
  private TopologyTestDriver driver;
  private TestInputTopic<String, byte[]> pages;
  private TestOutputTopic<String, byte[]> verdictTopic;
  private TestOutputTopic<String, byte[]> documentTopic;

  @BeforeEach
  void start() {
    Properties settings = new Properties();
    settings.put("application.id", "test");
    settings.put("bootstrap.servers", "none:1");
    settings.put("state.dir", dir.toString());
    driver = new TopologyTestDriver(CorpusTopology.of(FakePages.PROCESSOR, 4), settings);
    pages = driver.createInputTopic("pages", new StringSerializer(), new ByteArraySerializer());
    verdictTopic =
        driver.createOutputTopic("verdicts", new StringDeserializer(), new ByteArrayDeserializer());
    documentTopic =
        driver.createOutputTopic(
            "documents", new StringDeserializer(), new ByteArrayDeserializer());
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  @Test
  void keepsAPageAndPutsItsDocumentOnTheTopic() {
    pages.pipeInput(A, page(1, 1, 10, 11, 12));
    assertThat(verdicts())
        .singleElement()
        .isInstanceOfSatisfying(
            Verdict.Keep.class,
            keep -> {
              assertThat(keep.url()).isEqualTo(A);
              assertThat(keep.words()).isEqualTo(7);
            });
    assertThat(documents())
        .singleElement()
        .satisfies(change -> assertThat(Document.CODEC.fromBytes(change.value).url()).isEqualTo(A));
  }

  @Test
  void tellsExactFromNearDuplicates() {
    pages.pipeInput(A, page(1, 1, 10, 11, 12));
    pages.pipeInput(B, page(1, 1, 10, 11, 12));
    pages.pipeInput(C, page(1, 3, 20, 11, 22));
    List<Verdict> verdicts = verdicts();
    assertThat(verdicts.get(1)).isEqualTo(duplicate(B, 1, Stage.EXACT, 3, A));
    assertThat(verdicts.get(2)).isEqualTo(duplicate(C, 1, Stage.NEAR, 1, A));
    assertThat(corpus()).containsOnlyKeys(A);
  }

  @Test
  void findsAnExactDuplicateWithoutABandInCommon() {
    pages.pipeInput(A, page(1, 1));
    pages.pipeInput(B, page(1, 1));
    assertThat(verdicts().get(1)).isEqualTo(duplicate(B, 1, Stage.EXACT, 0, A));
  }

  @Test
  void namesTheSurvivorWhereThePageMetADuplicateOfIt() {
    pages.pipeInput(A, page(1, 1, 10, 11));
    pages.pipeInput(B, page(1, 2, 11, 12));
    pages.pipeInput(C, page(1, 3, 12, 13));
    pages.pipeInput(D, page(1, 4, 13, 14));
    assertThat(verdicts())
        .extracting(CorpusTopologyTest::duplicateOf)
        .containsExactly(null, A, A, A);
  }

  @Test
  void findsTheSurvivorWhereAllWhomAKeyStillKnowsHaveChanged() {
    pages.pipeInput(A, page(1, 1, 10));
    pages.pipeInput(A, page(2, 2, 20));
    pages.pipeInput(B, page(1, 1, 10));
    pages.pipeInput(C, page(1, 1, 10));
    pages.pipeInput(C, page(2, 3, 30));
    pages.pipeInput(D, page(1, 1, 10));
    assertThat(verdicts())
        .extracting(CorpusTopologyTest::duplicateOf)
        .containsExactly(null, null, null, B, null, B);
    assertThat(corpus()).containsOnlyKeys(A, B, C);
  }

  @Test
  void aUrlIsNeverADuplicateOfItself() {
    pages.pipeInput(A, page(1, 1, 10, 11));
    pages.pipeInput(B, page(1, 2, 11, 12));
    pages.pipeInput(A, page(2, 1, 10, 11));
    pages.pipeInput(A, page(3, 5, 10, 15));
    assertThat(verdicts())
        .extracting(CorpusTopologyTest::duplicateOf)
        .containsExactly(null, A, null, null);
    assertThat(corpus()).containsOnlyKeys(A);
  }

  @Test
  void theFirstDropOfAPageTakesOutTheDocumentOfAnOlderStream() {
    pages.pipeInput(A, bad(1));
    pages.pipeInput(A, bad(2));
    assertThat(documents()).singleElement().satisfies(change -> assertThat(change.value).isNull());
    assertThat(counts()).containsEntry("documents", 0L);
  }

  @Test
  void aKeyThatIsNotInNormalFormIsABadUrl() {
    pages.pipeInput("HTTP://A/", page(1, 1, 10));
    assertThat(verdicts())
        .singleElement()
        .isInstanceOfSatisfying(
            Verdict.Drop.class,
            drop -> {
              assertThat(drop.stage()).isEqualTo(Stage.READ);
              assertThat(drop.reason()).isEqualTo("bad-url");
            });
  }

  @Test
  void aRepeatedRecordChangesNothing() {
    pages.pipeInput(A, page(1, 1, 10));
    pages.pipeInput(A, page(1, 1, 10));
    pages.pipeInput(B, bad(1));
    pages.pipeInput(B, bad(1));
    assertThat(verdicts()).hasSize(2);
    assertThat(documents()).hasSize(2);
    assertThat(counts()).containsEntry("read", 4L).containsEntry("repeated", 2L);
  }

  @Test
  void anOlderVersionThatArrivesLateDoesNotReplaceANewerOne() {
    pages.pipeInput(A, page(5, 1, 10));
    pages.pipeInput(A, page(3, 2, 20));
    pages.pipeInput(A, bad(4));
    assertThat(verdicts()).hasSize(1);
    assertThat(corpus()).containsEntry(A, "1 10");
    assertThat(counts()).containsEntry("superseded", 2L);
  }

  @Test
  void theNewestVersionReplacesTheOneBefore() {
    pages.pipeInput(A, page(1, 1, 10));
    pages.pipeInput(A, page(2, 2, 20));
    assertThat(verdicts()).hasSize(2).allMatch(Verdict.Keep.class::isInstance);
    assertThat(corpus()).containsExactly(Map.entry(A, "2 20"));
    assertThat(counts()).containsEntry("documents", 1L).containsEntry("kept", 2L);
  }

  @Test
  void aDropOfTheNewestVersionTakesTheDocumentOut() {
    pages.pipeInput(A, page(1, 1, 10));
    pages.pipeInput(A, bad(2));
    assertThat(verdicts().getLast()).isInstanceOf(Verdict.Drop.class);
    List<KeyValue<String, byte[]>> changes = documents();
    assertThat(changes).hasSize(2);
    assertThat(changes.getLast().value).isNull();
    assertThat(counts()).containsEntry("documents", 0L);
  }

  @Test
  void aTextIsFreeAgainWhenItsSurvivorHasLeft() {
    pages.pipeInput(A, page(1, 1, 10, 11));
    pages.pipeInput(B, page(1, 1, 10, 11));
    pages.pipeInput(A, bad(2));
    pages.pipeInput(C, page(1, 1, 10, 11));
    pages.pipeInput(D, page(1, 1, 10, 11));
    pages.pipeInput(A, page(3, 1, 10, 11));
    assertThat(verdicts().stream().map(CorpusTopologyTest::duplicateOf))
        .containsExactly(null, A, null, null, C, C);
    assertThat(corpus()).containsOnlyKeys(C);
  }

  @Test
  void aTextIsFreeAgainWhenItsSurvivorHasAnotherText() {
    pages.pipeInput(A, page(1, 1, 10, 11));
    pages.pipeInput(A, page(2, 2, 20, 21));
    pages.pipeInput(B, page(1, 1, 10, 11));
    pages.pipeInput(C, page(1, 1, 10, 11));
    assertThat(verdicts())
        .extracting(CorpusTopologyTest::duplicateOf)
        .containsExactly(null, null, null, B);
  }

  @Test
  void aNewVersionThatRepeatsAnotherPageTakesItsDocumentOut() {
    pages.pipeInput(A, page(1, 1, 10));
    pages.pipeInput(B, page(1, 2, 20));
    pages.pipeInput(B, page(2, 1, 10));
    assertThat(corpus()).containsOnlyKeys(A);
    pages.pipeInput(B, page(3, 2, 20));
    assertThat(corpus()).containsOnlyKeys(A, B);
  }

  @Test
  void aRevisitLeavesTheVerdictAsItIs() {
    pages.pipeInput(A, page(1, 1, 10));
    pages.pipeInput(A, revisit(2));
    assertThat(verdicts()).hasSize(1);
    assertThat(documents()).hasSize(1);
    assertThat(counts()).containsEntry("revisits", 1L).containsEntry("read", 2L);
  }

  @Test
  void whateverHappensAPageGetsAVerdict() {
    pages.pipeInput(A, breaking(1));
    pages.pipeInput(B, new byte[] {1, 2, 3});
    pages.pipeInput("http://c/" + "x".repeat(3_000), page(1, 1, 10));
    assertThat(verdicts())
        .hasSize(3)
        .allSatisfy(verdict ->
            assertThat(verdict)
                .isInstanceOfSatisfying(
                    Verdict.Drop.class, drop -> assertThat(drop.stage()).isEqualTo(Stage.READ)));
    assertThat(counts())
        .containsEntry("dropped/read/failed", 2L)
        .containsEntry("dropped/read/url-too-long", 1L);
  }

  @Test
  void theCountsReconcile() {
    pages.pipeInput(A, page(1, 1, 10));
    pages.pipeInput(A, page(1, 1, 10));
    pages.pipeInput(B, page(1, 1, 10));
    pages.pipeInput(B, bad(2));
    pages.pipeInput(B, bad(1));
    pages.pipeInput(C, revisit(1));
    Map<String, Long> counts = counts();
    long read = counts.remove("read");
    counts.remove("documents");
    assertThat(counts.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(read);
    assertThat(counts).containsEntry("pending", 0L).containsEntry("superseded", 1L);
  }

  private List<Verdict> verdicts() {
    return verdictTopic.readValuesToList().stream().map(Verdict.CODEC::fromBytes).toList();
  }

  private List<KeyValue<String, byte[]>> documents() {
    return documentTopic.readKeyValuesToList();
  }

  /// Text by URL of what the topic's changes come to, over the whole test.
  private Map<String, String> corpus() {
    documents()
        .forEach(change -> {
          if (change.value == null) {
            texts.remove(change.key);
          } else {
            texts.put(change.key, change.value);
          }
        });
    Map<String, String> byUrl = new TreeMap<>();
    texts.values().stream()
        .map(Document.CODEC::fromBytes)
        .forEach(document -> byUrl.put(document.url(), document.text()));
    return byUrl;
  }

  private final Map<String, byte[]> texts = new TreeMap<>();

  private Map<String, Long> counts() {
    Map<String, Long> sum = new TreeMap<>();
    PageLedger.counts(driver.getKeyValueStore(PageLedger.STORE))
        .values()
        .forEach(counts -> counts.forEach((name, count) -> sum.merge(name, count, Long::sum)));
    return sum;
  }

  private static Verdict duplicate(String url, int hour, Stage stage, double bands, String of) {
    String reason = stage == Stage.EXACT ? "duplicate" : "near-duplicate";
    return new Verdict.Drop(
        url,
        FakePages.DAY.plusSeconds(3600L * hour),
        "fa",
        stage,
        reason,
        Map.of("bands", bands),
        of);
  }

  private static String duplicateOf(Verdict verdict) {
    return verdict instanceof Verdict.Drop drop ? drop.duplicateOf() : null;
  }
}
