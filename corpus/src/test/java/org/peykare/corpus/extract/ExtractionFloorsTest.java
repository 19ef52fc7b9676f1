package org.peykare.corpus.extract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// Real pages with ground truth, where `PEYKARE_TEST_DATA` names a folder with them. The floors lie
/// a little below what was measured when they were set.
class ExtractionFloorsTest {
  private static final Map<String, Double> FLOORS =
      Map.of("aeb", .97, "traf", .93, "fa", .985, "rd", .955, "wcxb", .80, "intl", .89);

  @Test
  void staysAboveTheFloorsOnRealPages() throws IOException {
    String data = System.getenv("PEYKARE_TEST_DATA");
    Assumptions.assumeTrue(data != null, "PEYKARE_TEST_DATA is not set");
    Path folder = Path.of(data, "extract");
    Assumptions.assumeTrue(Files.exists(folder.resolve("truth.jsonl")), "no extract/truth.jsonl");

    Map<String, ExtractionScore> scores = measure(folder);

    Map<String, Double> measured = new HashMap<>();
    FLOORS.keySet().forEach(set -> measured.put(set, f1(scores, set)));
    System.out.println("extraction F1: " + measured);
    assertThat(measured)
        .allSatisfy((set, f1) -> assertThat(f1).as(set).isGreaterThan(FLOORS.get(set)));
  }

  private static double f1(Map<String, ExtractionScore> scores, String set) {
    ExtractionScore score = scores.getOrDefault(set, new ExtractionScore());
    return set.equals("traf") ? score.f1OfPieces() : score.f1OfTexts();
  }

  private static Map<String, ExtractionScore> measure(Path folder) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ExtractBatch batch = new ExtractBatch(PageLimits.defaults());
    Map<String, ExtractionScore> scores = new HashMap<>();
    for (String line : Files.readAllLines(folder.resolve("truth.jsonl"))) {
      JsonNode truth = mapper.readTree(line);
      String id = truth.get("id").asText();
      String text =
          batch.extract(id, page(folder, id), null, truth.path("url").asText(null)).text();
      ExtractionScore score =
          scores.computeIfAbsent(truth.get("set").asText(), set -> new ExtractionScore());
      if (truth.get("kind").asText().equals("text")) {
        score.addText(truth.get("text").asText(), text);
      } else {
        score.addPieces(strings(truth.get("with")), strings(truth.get("without")), text);
      }
    }
    return scores;
  }

  private static byte[] page(Path folder, String id) throws IOException {
    Path file = folder.resolve("pages").resolve(id + ".html.gz");
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return in.readAllBytes();
    }
  }

  private static List<String> strings(JsonNode array) {
    List<String> strings = new ArrayList<>();
    array.forEach(node -> strings.add(node.asText()));
    return strings;
  }
}
