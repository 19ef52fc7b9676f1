package org.peykare.console.web;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.peykare.console.monitor.CrawlWatch;
import org.peykare.corpus.CorpusStatus;
import org.peykare.corpus.document.Stage;
import org.peykare.corpus.document.Verdict;
import org.peykare.corpus.index.SearchHit;
import org.peykare.corpus.store.Snapshot;
import org.peykare.corpus.store.VerdictCounts;
import org.peykare.crawler.seed.Seed;
import org.peykare.crawler.seed.SeedKind;
import org.peykare.formats.fetch.FetchEvent;
import org.peykare.formats.fetch.FetchEvent.Outcome;
import org.peykare.formats.run.RunState;
import org.peykare.formats.run.TrainingPolicy;
import org.peykare.formats.status.HostStatus;
import org.peykare.formats.status.RoleStatus;

/// A platform in the middle of its work, for tests of pages and for looking at them.
final class SketchedCrawl {
  private SketchedCrawl() {}

  static void fill(SketchedPlatform platform, CrawlWatch watch, Instant now) {
    platform.putSeeds(
        List.of(
            Seed.of("fa.wikipedia.org", "https://fa.wikipedia.org/"),
            Seed.builder("harbour-news", List.of("https://harbour.example/news/"))
                .kind(SeedKind.FEED)
                .scope(Seed.ScopeKind.PATH)
                .maxPages(5_000)
                .exclude("/archive/")
                .build(),
            Seed.builder(
                    "peyk",
                    List.of(
                        "https://peyk.example/",
                        "https://peyk.example/farhang/",
                        "https://peyk.example/danesh/",
                        "https://peyk.example/varzesh/"))
                .state(Seed.State.PAUSED)
                .build()));
    platform.corpus =
        new CorpusStatus(
            "running",
            48_210,
            31_904,
            Map.of(
                "length/too-short", 6_120L,
                "near/near-duplicate", 4_804L,
                "quality/few-stop-words", 911L,
                "language/other-language", 2_310L,
                "consent/opt-out", 31L),
            1_840,
            12,
            44,
            9,
            31_904,
            120);
    platform.snapshots.add(
        new Snapshot(
            7_718_220_331L,
            now.minusSeconds(90_000),
            List.of("first"),
            12_402,
            5_320_110,
            Map.of("fa", 9_001L, "en", 3_301L, "de", 100L),
            Map.of(),
            new VerdictCounts(
                12_402, Map.of("length/too-short", 2_120L, "near/near-duplicate", 804L))));
    platform.snapshots.add(
        new Snapshot(
            8_120_001_200L,
            now.minusSeconds(4_000),
            List.of(),
            30_110,
            14_020_550,
            Map.of("fa", 20_904L, "en", 9_106L, "de", 100L),
            Map.of(),
            VerdictCounts.NONE));
    platform.runs.put(
        "first-1", SketchedPlatform.run("first-1", RunState.State.TRAINING, 412, 2_000));
    platform.runs.put("base", SketchedPlatform.run("base", RunState.State.DONE, 900, 900));
    platform.runs.put("wide", SketchedPlatform.run("wide", RunState.State.FAILED, 20, 900));
    platform.policies.put("console", new TrainingPolicy("console", 1_000_000, null, Map.of(), now));
    platform.models.add("base");
    platform.hits.add(
        new SearchHit(
            "https://fa.wikipedia.org/wiki/%D8%AA%D9%87%D8%B1%D8%A7%D9%86",
            "تهران", "fa", 7.2, "<mark>تهران</mark> پایتخت ایران است &amp; بزرگ‌ترین شهر آن."));
    platform.verdicts.put(
        "https://harbour.example/news/copy",
        new Verdict.Drop(
            "https://harbour.example/news/copy",
            now.minusSeconds(400),
            "en",
            Stage.NEAR,
            "near-duplicate",
            Map.of("similarity", 0.93),
            "https://harbour.example/news/original"));
    crawl(watch, now);
  }

  private static void crawl(CrawlWatch watch, Instant now) {
    List<String> hosts = List.of("fa.wikipedia.org", "harbour.example", "peyk.example");
    for (int i = 0; i < 900; i++) {
      Instant at = now.minusMillis((900 - i) * 800L + (i % 7) * 300L);
      String host = hosts.get(i % 3);
      boolean failed = i % 23 == 0;
      FetchEvent event =
          new FetchEvent(
              "https://" + host + "/page/" + i,
              host,
              at,
              120,
              failed ? Outcome.FAILED : i % 9 == 0 ? Outcome.NOT_MODIFIED : Outcome.FETCHED,
              failed ? 404 : i % 9 == 0 ? 304 : 200,
              18_200 + i,
              failed ? "http 404" : null,
              null,
              host);
      watch.take(event);
      if (i % 2 == 0 && event.outcome() == Outcome.FETCHED) {
        watch.take(
            i % 8 == 0
                ? new Verdict.Drop(
                    event.url(), at, "fa", Stage.LENGTH, "too-short", Map.of("words", 12.0), null)
                : new Verdict.Keep(event.url(), at, i % 3 == 1 ? "en" : "fa", 420, null, null));
      }
    }
    watch.take(
        new FetchEvent(
            "https://slow.example/robots.txt",
            "slow.example",
            now.minusSeconds(50),
            10_000,
            Outcome.FAILED,
            0,
            0,
            "timeout",
            null,
            "slow"));
    watch.take(
        role(
            "crawler",
            "running",
            now,
            Map.of("queued", 12_840L, "in_flight", 3L, "fetched", 48_000L),
            List.of(
                host("fa.wikipedia.org", HostStatus.State.FETCHING, 9_120, now, null),
                host("harbour.example", HostStatus.State.READY, 3_700, now.plusMillis(600), null),
                host(
                    "slow.example",
                    HostStatus.State.BACKING_OFF,
                    20,
                    now.plusSeconds(3_400),
                    "robots.txt unreachable: timeout"),
                host("peyk.example", HostStatus.State.PAUSED, 0, null, "its seed is paused"))));
    watch.take(role("corpus", "running", now, Map.of("read", 48_210L), List.of()));
    watch.take(role("trainer", "running", now, Map.of(), List.of()));
    watch.take(role("broker", "running", now, Map.of(), List.of()));
  }

  static RoleStatus role(
      String role, String state, Instant at, Map<String, Long> counts, List<HostStatus> hosts) {
    return new RoleStatus(role, role + "-1", "node-a", 4_321, at, state, null, counts, hosts);
  }

  private static HostStatus host(
      String host,
      HostStatus.State state,
      long queued,
      @org.jspecify.annotations.Nullable Instant due,
      @org.jspecify.annotations.Nullable String reason) {
    return new HostStatus(
        host, state, queued, 4, state == HostStatus.State.FETCHING ? 1 : 0, due, reason);
  }
}
