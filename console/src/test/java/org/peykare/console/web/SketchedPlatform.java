package org.peykare.console.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.peykare.console.plan.GpuSettings;
import org.peykare.console.plan.PlanAnswer;
import org.peykare.console.plan.PlanQuestion;
import org.peykare.console.plan.Planner;
import org.peykare.console.platform.Operations;
import org.peykare.console.platform.UrlStory;
import org.peykare.corpus.CorpusStatus;
import org.peykare.corpus.document.Document;
import org.peykare.corpus.document.Verdict;
import org.peykare.corpus.index.SearchHit;
import org.peykare.corpus.quality.QualityReport;
import org.peykare.corpus.store.Snapshot;
import org.peykare.corpus.store.VerdictCounts;
import org.peykare.corpus.trial.FilterTrial;
import org.peykare.crawler.seed.Seed;
import org.peykare.formats.run.CrawlOrder;
import org.peykare.formats.run.RunRequest;
import org.peykare.formats.run.RunState;
import org.peykare.formats.run.TrainingPolicy;
import org.peykare.formats.status.RoleStatus;

/// A platform in memory, for tests of pages: what is put in is there, and nothing happens by
/// itself.
final class SketchedPlatform implements Operations {
  final SortedMap<String, Seed> seeds = new TreeMap<>();
  final SortedMap<String, Verdict> verdicts = new TreeMap<>();
  final List<Snapshot> snapshots = new ArrayList<>();
  final SortedMap<String, RunState> runs = new TreeMap<>();
  final SortedMap<String, TrainingPolicy> policies = new TreeMap<>();
  final List<String> models = new ArrayList<>();
  final List<SearchHit> hits = new ArrayList<>();
  final AtomicLong questions = new AtomicLong();
  CrawlOrder.Wanted wanted = CrawlOrder.Wanted.RUN;
  CorpusStatus corpus = new CorpusStatus("running", 0, 0, Map.of(), 0, 0, 0, 0, 0, 0);

  @Override
  public synchronized List<Seed> seeds() {
    questions.incrementAndGet();
    return List.copyOf(seeds.values());
  }

  @Override
  public synchronized void putSeeds(List<Seed> added) {
    added.forEach(seed -> seeds.put(seed.id(), seed));
  }

  @Override
  public synchronized boolean removeSeed(String id) {
    return seeds.remove(id) != null;
  }

  @Override
  public List<RoleStatus> roles() {
    return List.of();
  }

  @Override
  public synchronized CrawlOrder.Wanted crawlWanted() {
    return wanted;
  }

  @Override
  public synchronized void orderCrawl(CrawlOrder.Wanted now) {
    wanted = now;
  }

  @Override
  public synchronized CorpusStatus corpus() {
    return corpus;
  }

  @Override
  public synchronized Optional<Verdict> why(String url) {
    return Optional.ofNullable(verdicts.get(url));
  }

  @Override
  public UrlStory story(String url) {
    return new UrlStory(url, List.of(), List.of(), null, null);
  }

  @Override
  public FilterTrial.Report tryFilters(Map<String, String> changes, int pages) {
    return new FilterTrial.Report(0, Map.of(), Map.of(), List.of());
  }

  @Override
  public List<QualityReport> learnQuality(String snapshot, List<String> good) {
    return List.of();
  }

  @Override
  public synchronized void verdicts(Consumer<Verdict> consumer) {
    verdicts.values().forEach(consumer);
  }

  @Override
  public synchronized List<Snapshot> snapshots() {
    return List.copyOf(snapshots);
  }

  @Override
  public synchronized Snapshot makeSnapshot(@Nullable String tag) {
    Snapshot made =
        new Snapshot(
            1_000 + snapshots.size(),
            Instant.now(),
            tag == null ? List.of() : List.of(tag),
            corpus.documents(),
            corpus.documents() * 321,
            Map.of(),
            Map.of(),
            VerdictCounts.NONE);
    snapshots.add(made);
    return made;
  }

  @Override
  public synchronized Snapshot tag(String snapshot, String tag) {
    Snapshot old =
        snapshots.stream()
            .filter(s -> Long.toString(s.id()).equals(snapshot))
            .findFirst()
            .orElseThrow(() -> new NoSuchElementException("no snapshot " + snapshot));
    Snapshot named =
        new Snapshot(
            old.id(),
            old.committed(),
            List.of(tag),
            old.documents(),
            old.words(),
            old.byLanguage(),
            old.wordsByLanguage(),
            old.verdicts());
    snapshots.set(snapshots.indexOf(old), named);
    return named;
  }

  @Override
  public synchronized List<SearchHit> search(String query, @Nullable String lang, int limit) {
    return List.copyOf(hits);
  }

  @Override
  public long export(String snapshot, Consumer<Document> consumer) {
    return 0;
  }

  @Override
  public List<String> tokenizers() {
    return List.of();
  }

  @Override
  public synchronized RunState requestRun(
      @Nullable String name,
      String snapshot,
      @Nullable String tokenizer,
      Map<String, String> settings,
      String origin) {
    String id = name == null ? snapshot + "-" + (runs.size() + 1) : name;
    RunState run = run(id, RunState.State.REQUESTED, 0, 0);
    runs.put(id, run);
    return run;
  }

  @Override
  public PlanAnswer plan(PlanQuestion question) {
    return new Planner(GpuSettings.unknown(), 32_000)
        .answer(question.snapshot() == null ? question : question.withTokens(50_000_000));
  }

  @Override
  public synchronized List<RunState> runs() {
    return runs.values().stream()
        .sorted(Comparator.comparing(RunState::requested).reversed())
        .toList();
  }

  @Override
  public synchronized RunState orderRun(String id, RunRequest.Wanted want) {
    RunState old =
        Optional.ofNullable(runs.get(id))
            .orElseThrow(() -> new NoSuchElementException("no run " + id));
    RunState.State state =
        switch (want) {
          case RUN -> RunState.State.TRAINING;
          case PAUSE -> RunState.State.PAUSED;
          case CANCEL -> RunState.State.CANCELLED;
        };
    RunState run = run(id, state, old.step(), old.steps());
    runs.put(id, run);
    return run;
  }

  @Override
  public synchronized List<TrainingPolicy> policies() {
    return List.copyOf(policies.values());
  }

  @Override
  public synchronized void putPolicy(TrainingPolicy policy) {
    policies.put(policy.name(), policy);
  }

  @Override
  public synchronized boolean removePolicy(String name) {
    return policies.remove(name) != null;
  }

  @Override
  public synchronized List<String> models() {
    return List.copyOf(models);
  }

  @Override
  public List<List<Filled>> fill(String model, String text, List<String> candidates, int count) {
    if (!candidates.isEmpty()) {
      return List.of(candidates.stream().map(c -> new Filled(c, 1.0 / candidates.size())).toList());
    }
    return List.of(List.of(new Filled("ایران", 0.62), new Filled("capital", 0.21)));
  }

  @Override
  public void close() {}

  synchronized Seed seed(String id) {
    return Objects.requireNonNull(seeds.get(id));
  }

  synchronized RunState run(String id) {
    return Objects.requireNonNull(runs.get(id));
  }

  synchronized TrainingPolicy policy(String name) {
    return Objects.requireNonNull(policies.get(name));
  }

  /// A run with a falling loss.
  static RunState run(String id, RunState.State state, long step, long steps) {
    List<RunState.Point> losses = new ArrayList<>();
    List<RunState.Point> heldOut = new ArrayList<>();
    for (long at = 1; at <= step; at += Math.max(1, step / 80)) {
      losses.add(new RunState.Point(at, 4.4 + 5.2 * Math.exp(-at / 90.0) + Math.sin(at) * 0.12));
      if (at % 3 == 0) {
        heldOut.add(new RunState.Point(at, 4.6 + 5.0 * Math.exp(-at / 100.0)));
      }
    }
    return new RunState(
        id,
        state,
        Instant.now().minus(Duration.ofMinutes(12)),
        Instant.now(),
        "first",
        step > 0 ? "first" : null,
        "trainer-1",
        step,
        steps,
        step > 0 ? 5_432.1 : null,
        step > 0 ? Long.valueOf(steps - step) : null,
        losses,
        heldOut,
        step > 0 ? Double.valueOf(7.1) : null,
        step > 0 ? new RunState.Exam(step, 4.8, 0.31, 1.92) : null,
        step > 0 ? new RunState.Usage(720, 2.1e11, 0.21, 900_000_000, 0.42, "$") : null,
        step > 0 ? "/srv/peykare/models/" + id + "/step-00000400" : null,
        state == RunState.State.FAILED ? "the device has no memory left" : null);
  }
}
