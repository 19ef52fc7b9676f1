package org.peykare.console.web;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.peykare.corpus.CorpusStatus;
import org.peykare.crawler.check.SeedReport;
import org.peykare.crawler.seed.Seed;
import org.peykare.formats.fetch.FetchEvent;

/// Counts of a corpus and the look at a seed, for tests.
final class SketchedPages {
  private SketchedPages() {}

  static CorpusStatus withDocuments(long documents) {
    return new CorpusStatus("running", documents, documents, Map.of(), 0, 0, 0, 0, documents, 0);
  }

  static CorpusStatus withDropped(String reason) {
    return new CorpusStatus("running", 2, 1, Map.of("near/" + reason, 1L), 0, 0, 0, 0, 1, 0);
  }

  /// What a check might find.
  static SeedReport report(Seed seed) {
    String url = seed.startUrls().getFirst();
    return new SeedReport(
        seed.id(),
        Instant.now(),
        900,
        4,
        List.of(
            new SeedReport.Host(
                "https://a.example",
                "READ",
                200,
                List.of(),
                null,
                Duration.ofSeconds(1),
                List.of())),
        List.of(
            new SeedReport.Start(
                url,
                FetchEvent.Outcome.FETCHED,
                200,
                null,
                null,
                "page",
                "<b>Title</b>",
                "fa",
                9_100,
                41,
                List.of())),
        List.of("https://a.example/sitemap.xml"),
        List.of(),
        List.of(new SeedReport.Link(url + "in", null)),
        List.of(new SeedReport.Link("https://b.example/out", "host")),
        40,
        1,
        List.of(
            new SeedReport.Problem(
                SeedReport.Problem.Kind.LONG_DELAY, url, "asks for 30 s between requests")));
  }
}
