package org.peykare.corpus.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcResponse;
import org.peykare.corpus.dedup.LshBands;
import org.peykare.corpus.dedup.Signature;
import org.peykare.corpus.filter.FilterConfig;
import org.peykare.corpus.filter.Thresholds;

/// News that another agency republished with changes, where `PEYKARE_TEST_DATA` names a folder with
/// them: exact copies, another lead, a part cut or added, other letters and spacing.
class DuplicatePairsTest {
  @Test
  void recognisesRepublishedNews() throws IOException {
    String data = System.getenv("PEYKARE_TEST_DATA");
    Assumptions.assumeTrue(data != null, "PEYKARE_TEST_DATA is not set");
    Path web = Path.of(data, "web");
    Path pairs = web.resolve("news-fa.duplicates.jsonl");
    Assumptions.assumeTrue(Files.exists(pairs), "no web/news-fa.duplicates.jsonl");
    Map<String, Signature> signatures = signatures(web.resolve("news-fa.warc.gz"));

    Map<String, int[]> found = new TreeMap<>();
    for (String line : Files.readAllLines(pairs)) {
      JsonNode pair = new ObjectMapper().readTree(line);
      int[] counts = found.computeIfAbsent(pair.get("change").asText(), change -> new int[2]);
      Signature original = signatures.get(pair.get("original").asText());
      Signature copy = signatures.get(pair.get("copy").asText());
      counts[0]++;
      counts[1] += original != null && copy != null && LshBands.share(original, copy) ? 1 : 0;
    }

    found.forEach((change, n) -> System.out.println(change + " " + n[1] + " of " + n[0]));
    int all = found.values().stream().mapToInt(n -> n[0]).sum();
    int recognised = found.values().stream().mapToInt(n -> n[1]).sum();
    assertThat((double) recognised / all).isGreaterThanOrEqualTo(.98);
    assertThat(found.getOrDefault("letters", new int[2])).containsExactly(40, 40);
  }

  /// Signatures of every page, the filters as open as they can be.
  private static Map<String, Signature> signatures(Path file) throws IOException {
    FilterConfig open =
        FilterConfig.defaults().withLeastWords(1).withLanguages(Map.of("fa", openThresholds()));
    PagePipeline pipeline = PagePipeline.of(PageConfig.defaults().withFilter(open));
    Map<String, Signature> signatures = new HashMap<>();
    try (WarcReader reader = new WarcReader(file)) {
      for (WarcRecord record : reader) {
        if (record instanceof WarcResponse response) {
          PageOutcome outcome = pipeline.process(response.target(), bytes(response));
          if (outcome instanceof PageOutcome.Candidate candidate) {
            signatures.put(response.target(), candidate.signature());
          }
        }
      }
    }
    return signatures;
  }

  private static Thresholds openThresholds() {
    Thresholds fa = Thresholds.of("fa");
    return new Thresholds(
        "open",
        0,
        1,
        java.util.Collections.nCopies(6, 1.0),
        java.util.Collections.nCopies(3, 1.0),
        0,
        10,
        1,
        0,
        100,
        0,
        0,
        fa.stopWords());
  }

  private static byte[] bytes(WarcResponse response) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(response.serializeHeader());
    out.write(response.body().stream().readAllBytes());
    out.write("\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    return out.toByteArray();
  }
}
