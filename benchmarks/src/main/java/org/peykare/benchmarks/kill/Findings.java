package org.peykare.benchmarks.kill;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.peykare.corpus.Corpus;
import org.peykare.corpus.document.Verdict;
import org.peykare.corpus.store.Snapshot;

/// What a crawl with kills came to, as the web server, the topics and the snapshot show it.
///
/// @param pages pages of the web
/// @param fetched pages that the web server was asked for at least once
/// @param twice requests for a page beyond its first
/// @param shortestGapMillis shortest time from the end of an answer to the next request to the same
///   host, robots.txt included
/// @param judged pages with a verdict
/// @param clusters planted clusters of duplicates
/// @param oneSurvivor clusters of which exactly one page was kept
/// @param kept pages kept
/// @param rows rows of the snapshot
/// @param rowsTwice rows whose URL is on an earlier row
/// @param rowsLost kept pages without a row
record Findings(
    int pages,
    int fetched,
    int twice,
    double shortestGapMillis,
    int judged,
    int clusters,
    int oneSurvivor,
    int kept,
    long rows,
    long rowsTwice,
    long rowsLost) {

  static Findings of(GeneratedWeb web, Corpus corpus) {
    Map<String, Integer> requests = new HashMap<>();
    for (GeneratedWeb.Hit hit : web.hits()) {
      if (!hit.path().equals("/robots.txt")) {
        requests.merge(hit.host() + hit.path(), 1, Integer::sum);
      }
    }
    Set<String> kept = new HashSet<>();
    Set<String> judged = new HashSet<>();
    corpus.verdicts(verdict -> {
      judged.add(verdict.url());
      if (verdict instanceof Verdict.Keep) {
        kept.add(verdict.url());
      }
    });
    Snapshot snapshot = corpus.snapshot("trial");
    Set<String> rows = new HashSet<>();
    long[] twice = new long[1];
    corpus.export("trial", document -> twice[0] += rows.add(document.url()) ? 0 : 1);
    List<List<String>> clusters = web.clusters();
    return new Findings(
        web.size(),
        requests.size(),
        requests.values().stream().mapToInt(n -> n - 1).sum(),
        shortestGapMillis(web.hits()),
        judged.size(),
        clusters.size(),
        (int)
            clusters.stream()
                .filter(members -> members.stream().filter(kept::contains).count() == 1)
                .count(),
        kept.size(),
        snapshot.documents(),
        twice[0],
        kept.stream().filter(url -> !rows.contains(url)).count());
  }

  private static double shortestGapMillis(List<GeneratedWeb.Hit> hits) {
    Map<Integer, Long> ends = new HashMap<>();
    double shortest = Double.POSITIVE_INFINITY;
    for (GeneratedWeb.Hit hit :
        hits.stream().sorted((a, b) -> Long.compare(a.from(), b.from())).toList()) {
      Long end = ends.put(hit.host(), hit.to());
      if (end != null) {
        shortest = Math.min(shortest, (hit.from() - end) / 1e6);
      }
    }
    return shortest;
  }

  /// Whether nothing was lost and nothing kept twice.
  boolean isSound() {
    return fetched == pages
        && judged == pages
        && oneSurvivor == clusters
        && rows == kept
        && rowsTwice == 0
        && rowsLost == 0;
  }
}
