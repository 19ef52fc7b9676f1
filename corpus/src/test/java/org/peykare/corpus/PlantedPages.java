package org.peykare.corpus;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.StringJoiner;
import org.peykare.corpus.dedup.MinHash;
import org.peykare.corpus.dedup.MinHashConfig;
import org.peykare.corpus.document.Document;
import org.peykare.corpus.document.Stage;
import org.peykare.corpus.document.Verdict;
import org.peykare.corpus.page.PageOutcome;
import org.peykare.corpus.page.PageProcessor;
import org.peykare.formats.url.DocumentId;

/// Generated pages with planted duplicate clusters. Page `n` of cluster `c` is at `http://h<n %
/// 7>/c<c>/<n>`; the texts of a cluster differ in their last word, or not at all. Every tenth page
/// is too short.
final class PlantedPages {
  private static final int WORDS = 80;
  private static final MinHash MIN_HASH = MinHash.of(MinHashConfig.defaults());

  private PlantedPages() {}

  static String url(int cluster, int page) {
    return "http://h%d/c%d/%d".formatted(page % 7, cluster, page);
  }

  static int clusterOf(String url) {
    return Integer.parseInt(url.substring(url.indexOf("/c") + 2, url.lastIndexOf('/')));
  }

  static byte[] record(int cluster, int page) {
    Random random = new Random(cluster);
    StringJoiner text = new StringJoiner(" ");
    for (int i = 0; i < WORDS; i++) {
      text.add(Integer.toString(random.nextInt(1_000_000), 36));
    }
    text.add("end" + page % 3);
    return record("response", page, text.toString());
  }

  static byte[] shortRecord(int page) {
    return record("response", page, "short");
  }

  static byte[] revisit(int page) {
    return record("revisit", page, "");
  }

  private static byte[] record(String type, int page, String body) {
    return """
    WARC/1.1\r
    WARC-Type: %s\r
    WARC-Date: 2026-01-01T00:00:00Z\r
    WARC-Record-ID: <urn:test:%d>\r
    Content-Length: %d\r
    \r
    %s\r
    \r
    """
        .formatted(type, page, body.length(), body)
        .getBytes(StandardCharsets.UTF_8);
  }

  static final PageProcessor PROCESSOR =
      (url, record) -> {
        String all = new String(record, StandardCharsets.UTF_8);
        String text = all.substring(all.indexOf("\r\n\r\n") + 4).strip();
        Instant fetched = Instant.parse("2026-01-01T00:00:00Z");
        if (text.equals("short")) {
          return new PageOutcome.Dropped(
              new Verdict.Drop(
                  url, fetched, "en", Stage.LENGTH, "too-short", Map.of("words", 1.0), null));
        }
        String id = DocumentId.ofNormalForm(url).toString();
        return new PageOutcome.Candidate(
            new Document(
                id,
                url,
                "h",
                fetched,
                null,
                text,
                "en",
                1,
                WORDS,
                null,
                null,
                null,
                null,
                "sha1:" + id,
                "<urn:test:" + id + ">",
                id,
                null,
                null),
            MIN_HASH.signature(text));
      };
}
