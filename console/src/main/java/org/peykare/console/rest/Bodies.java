package org.peykare.console.rest;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.peykare.console.platform.Operations;
import org.peykare.corpus.index.SearchHit;
import org.peykare.corpus.quality.QualityReport;
import org.peykare.corpus.store.Snapshot;
import org.peykare.corpus.store.VerdictCounts;
import org.peykare.crawler.seed.Seed;
import org.peykare.formats.run.CrawlOrder;
import org.peykare.formats.run.RunRequest;
import org.peykare.formats.run.RunState;
import org.peykare.formats.run.TrainingPolicy;
import org.peykare.formats.status.RoleStatus;

/// What travels in requests and answers beside the records of the formats.
final class Bodies {
  private Bodies() {}

  record Seeds(List<Seed> seeds) {}

  record Roles(List<RoleStatus> roles) {}

  record Crawl(CrawlOrder.Wanted wanted) {}

  /// A snapshot; its id is text, for it is longer than the numbers of many readers of JSON.
  record SnapshotBody(
      String id,
      Instant committed,
      List<String> tags,
      long documents,
      long words,
      Map<String, Long> byLanguage,
      Map<String, Long> wordsByLanguage,
      VerdictCounts verdicts) {
    static SnapshotBody of(Snapshot snapshot) {
      return new SnapshotBody(
          Long.toString(snapshot.id()),
          snapshot.committed(),
          snapshot.tags(),
          snapshot.documents(),
          snapshot.words(),
          snapshot.byLanguage(),
          snapshot.wordsByLanguage(),
          snapshot.verdicts());
    }

    Snapshot snapshot() {
      return new Snapshot(
          Long.parseLong(id),
          committed,
          tags,
          documents,
          words,
          byLanguage,
          wordsByLanguage,
          verdicts);
    }
  }

  record Snapshots(List<SnapshotBody> snapshots) {}

  record Tag(@Nullable String tag) {}

  /// @param filter values by their names below `corpus.filter`
  record Trial(@Nullable Map<String, String> filter, @Nullable Integer pages) {}

  record QualityAsked(@Nullable String snapshot, @Nullable List<String> good) {}

  record Quality(List<QualityReport> models) {}

  record Hits(List<SearchHit> hits) {}

  record Names(List<String> names) {}

  record RunAsked(
      @Nullable String name,
      String snapshot,
      @Nullable String tokenizer,
      @Nullable Map<String, String> settings,
      @Nullable String origin) {}

  record Wanted(RunRequest.Wanted wanted) {}

  record Runs(List<RunState> runs) {}

  record PolicyAsked(
      String name,
      Long minTokens,
      @Nullable String tokenizer,
      @Nullable Map<String, String> settings,
      TrainingPolicy.@Nullable Start start,
      @Nullable List<String> known,
      @Nullable Instant since) {}

  record Policies(List<TrainingPolicy> policies) {}

  record Blanks(
      String model, String text, @Nullable List<String> candidates, @Nullable Integer count) {}

  record Fills(List<List<Operations.Filled>> blanks) {}
}
