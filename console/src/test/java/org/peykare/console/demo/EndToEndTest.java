package org.peykare.console.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.peykare.console.fill.Filler;
import org.peykare.console.platform.Layout;
import org.peykare.console.platform.Platform;
import org.peykare.console.settings.Settings;
import org.peykare.corpus.Corpus;
import org.peykare.corpus.document.Document;
import org.peykare.corpus.document.Stage;
import org.peykare.corpus.document.Verdict;

/// One whole road, from the sample web to a tiny model, with every real part; the tests look at
/// what it left behind.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EndToEndTest {
  private static final Duration DELAY = Duration.ofMillis(10);

  private Path dir;
  private String output;
  private boolean reconciles;
  private final Map<String, Verdict> verdicts = new HashMap<>();
  private final List<Document> documents = new ArrayList<>();
  private List<String> requests;

  @BeforeAll
  void walkTheRoad(@TempDir Path parent) throws Exception {
    dir = parent.resolve("demo");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DemoConfig config =
        new DemoConfig(dir, List.of(), DELAY, List.of("fa", "en"), 1_000, "tiny", 12, 0.1);
    try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      reconciles = new Demo(config, out).run();
    }
    output = bytes.toString(StandardCharsets.UTF_8);
    Layout layout = new Layout(dir);
    Settings settings = Settings.read(dir, Map.of());
    try (Platform platform = Platform.open(layout, settings);
        Corpus corpus = platform.corpus()) {
      corpus.verdicts(verdict -> verdicts.put(verdict.url(), verdict));
      corpus.export(Demo.TAG, documents::add);
    }
    requests = Files.readAllLines(dir.resolve("requests.jsonl"));
  }

  @Test
  void countsReconcileFromUrlToToken() {
    assertThat(reconciles).as(output).isTrue();
    assertThat(output).contains("Every sum reconciles.").contains("disallowed pages fetched: 0");
    Set<String> kept =
        verdicts.values().stream()
            .filter(Verdict.Keep.class::isInstance)
            .map(Verdict::url)
            .collect(Collectors.toSet());
    assertThat(documents.stream().map(Document::url).collect(Collectors.toSet())).isEqualTo(kept);
  }

  @Test
  void keepsTheProseAndNotWhatSurroundsIt() {
    assertThat(documents).hasSizeGreaterThan(150);
    assertThat(documents.stream().map(Document::host).distinct().count()).isGreaterThanOrEqualTo(5);
    for (Document document : documents) {
      assertThat(document.text())
          .as(document.url())
          .doesNotContain("پربازدیدترین‌ها")
          .doesNotContain("Most read")
          .doesNotContain("همهٔ حقوق این وبگاه")
          .doesNotContain("Enter your e-mail");
    }
  }

  @Test
  void prosesFiveGramsAreDistinct() {
    Set<List<String>> distinct = new HashSet<>();
    int total = 0;
    for (Document document : documents) {
      List<String> words = List.of(document.text().split("\\s+"));
      for (int i = 0; i + 5 <= words.size(); i++) {
        distinct.add(words.subList(i, i + 5));
        total++;
      }
    }
    assertThat((double) distinct.size() / total).isGreaterThan(0.9);
  }

  @Test
  void keepsOneOfEachStoryAndItsCopies() {
    List<String> republishedUrls =
        verdicts.keySet().stream()
            .filter(url -> url.startsWith("http://bazna.test/news/"))
            .toList();
    assertThat(republishedUrls).hasSize(12);
    for (String republished : republishedUrls) {
      String original = republished.replace("bazna.test", "peyk.test");
      List<Verdict> both = List.of(verdicts.get(original), verdicts.get(republished));
      assertThat(both).filteredOn(Verdict.Keep.class::isInstance).as(original).hasSize(1);
      assertThat(both)
          .filteredOn(Verdict.Drop.class::isInstance)
          .singleElement()
          .satisfies(
              drop -> assertThat(((Verdict.Drop) drop).duplicateOf()).isIn(original, republished));
    }
  }

  @Test
  void readsTheLegacyPageAsPersian() {
    assertThat(documents)
        .filteredOn(
            document -> document.url().equals("http://yaddasht.test/posts/morning-tea.html"))
        .singleElement()
        .satisfies(document -> assertThat(document.text()).contains("چای").doesNotContain("ي"));
  }

  @Test
  void dropsWithAReason() {
    assertDropped("http://openpages.test/wiki/leuchtturm", Stage.LANGUAGE);
    assertDropped("http://peyk.test/news/brief-rain", Stage.LENGTH);
    assertDropped("http://harbour.test/news/brief-pool", Stage.LENGTH);
    assertDropped("http://harbour.test/files/scan.html", Stage.READ);
  }

  @Test
  void neverAsksForWhatIsDisallowedAndLeavesTheCalendar() {
    assertThat(requests).noneMatch(line -> line.contains("/private/"));
    assertThat(requests)
        .filteredOn(line -> line.contains("/calendar/"))
        .isNotEmpty()
        .hasSizeLessThan(150);
  }

  @Test
  void keepsTheDelayBetweenRequestsToOneHost() throws IOException {
    Map<String, Double> lastEnd = new HashMap<>();
    var mapper = new ObjectMapper();
    List<JsonNode> sorted = new ArrayList<>();
    for (String line : requests) {
      sorted.add(mapper.readTree(line));
    }
    sorted.sort(Comparator.comparingDouble(node -> node.get("ms").asDouble()));
    for (var request : sorted) {
      Double end = lastEnd.put(request.get("host").asText(), request.get("end_ms").asDouble());
      if (end != null) {
        assertThat(request.get("ms").asDouble() - end)
            .as(request.toString())
            .isGreaterThanOrEqualTo(DELAY.toMillis());
      }
    }
  }

  @Test
  void leavesAModelThatFillsBlanks() {
    Path model = new Layout(dir).model(Demo.TAG);
    try (Filler filler = Filler.open(model)) {
      assertThat(filler.words("کتاب روی [MASK] است و [MASK] آمد.", 3))
          .hasSize(2)
          .allSatisfy(words -> assertThat(words).hasSize(3));
      assertThat(filler.rank("محتوای [MASK] است", List.of("آزاد", "نمی‌دانستند"))).hasSize(2);
      assertThatThrownBy(() -> filler.words("no blank", 3)).hasMessageContaining("[MASK]");
    }
  }

  @Test
  void refusesAFolderThatIsNotEmpty() {
    DemoConfig again = new DemoConfig(dir, List.of(), DELAY, List.of(), 1_000, "tiny", 1, 0.1);
    assertThatThrownBy(() -> new Demo(again, System.out).run())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("choose another --dir");
  }

  private void assertDropped(String url, Stage stage) {
    assertThat(verdicts.get(url))
        .as(url)
        .isInstanceOfSatisfying(
            Verdict.Drop.class,
            drop -> assertThat(drop.stage()).as(drop.reason()).isEqualTo(stage));
  }
}
