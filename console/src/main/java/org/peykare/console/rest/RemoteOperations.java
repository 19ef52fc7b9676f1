package org.peykare.console.rest;

import static org.peykare.console.rest.RestClient.encoded;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.peykare.console.plan.PlanAnswer;
import org.peykare.console.plan.PlanQuestion;
import org.peykare.console.platform.Operations;
import org.peykare.console.platform.UrlStory;
import org.peykare.corpus.CorpusStatus;
import org.peykare.corpus.document.Document;
import org.peykare.corpus.document.Verdict;
import org.peykare.corpus.index.SearchHit;
import org.peykare.corpus.quality.QualityReport;
import org.peykare.corpus.store.Snapshot;
import org.peykare.corpus.trial.FilterTrial;
import org.peykare.crawler.seed.Seed;
import org.peykare.formats.run.CrawlOrder;
import org.peykare.formats.run.RunRequest;
import org.peykare.formats.run.RunState;
import org.peykare.formats.run.TrainingPolicy;
import org.peykare.formats.status.RoleStatus;

/// Asks a platform that runs in another process, through its REST.
public final class RemoteOperations implements Operations {
  private final RestClient client;

  private RemoteOperations(RestClient client) {
    this.client = client;
  }

  /// The platform whose console is at `url`.
  ///
  /// @param token what it asks for, where it does
  public static RemoteOperations at(String url, @Nullable String token) {
    return new RemoteOperations(new RestClient(url, token));
  }

  @Override
  public List<Seed> seeds() {
    return client.get("/seeds", Bodies.Seeds.class).seeds();
  }

  @Override
  public void putSeeds(List<Seed> seeds) {
    client.put("/seeds", Bodies.Seeds.class, new Bodies.Seeds(seeds));
  }

  @Override
  public boolean removeSeed(String id) {
    return client.delete("/seeds?id=" + encoded(id));
  }

  @Override
  public List<RoleStatus> roles() {
    return client.get("/roles", Bodies.Roles.class).roles();
  }

  @Override
  public CrawlOrder.Wanted crawlWanted() {
    return client.get("/crawl", Bodies.Crawl.class).wanted();
  }

  @Override
  public void orderCrawl(CrawlOrder.Wanted wanted) {
    client.put("/crawl", Bodies.Crawl.class, new Bodies.Crawl(wanted));
  }

  @Override
  public CorpusStatus corpus() {
    return client.get("/corpus", CorpusStatus.class);
  }

  @Override
  public Optional<Verdict> why(String url) {
    try {
      return Optional.of(client.get("/verdict?url=" + encoded(url), Verdict.class));
    } catch (NoSuchElementException none) {
      return Optional.empty();
    }
  }

  @Override
  public UrlStory story(String url) {
    return client.get("/story?url=" + encoded(url), UrlStory.class);
  }

  @Override
  public FilterTrial.Report tryFilters(Map<String, String> changes, int pages) {
    return client.post(
        "/trials", Bodies.Trial.class, new Bodies.Trial(changes, pages), FilterTrial.Report.class);
  }

  @Override
  public List<QualityReport> learnQuality(String snapshot, List<String> good) {
    return client
        .post(
            "/quality",
            Bodies.QualityAsked.class,
            new Bodies.QualityAsked(snapshot, good),
            Bodies.Quality.class)
        .models();
  }

  @Override
  public void verdicts(Consumer<Verdict> consumer) {
    client.lines("/verdicts", Verdict.class, consumer);
  }

  @Override
  public List<Snapshot> snapshots() {
    return client.get("/snapshots", Bodies.Snapshots.class).snapshots().stream()
        .map(Bodies.SnapshotBody::snapshot)
        .toList();
  }

  @Override
  public Snapshot makeSnapshot(@Nullable String tag) {
    return client
        .post("/snapshots", Bodies.Tag.class, new Bodies.Tag(tag), Bodies.SnapshotBody.class)
        .snapshot();
  }

  @Override
  public Snapshot tag(String snapshot, String tag) {
    return client
        .post(
            "/snapshots/" + encoded(snapshot) + "/tags",
            Bodies.Tag.class,
            new Bodies.Tag(tag),
            Bodies.SnapshotBody.class)
        .snapshot();
  }

  @Override
  public List<SearchHit> search(String query, @Nullable String lang, int limit) {
    String path =
        "/search?query=%s&limit=%d%s"
            .formatted(encoded(query), limit, lang == null ? "" : "&lang=" + encoded(lang));
    return client.get(path, Bodies.Hits.class).hits();
  }

  @Override
  public long export(String snapshot, Consumer<Document> consumer) {
    return client.lines("/snapshots/" + encoded(snapshot) + "/documents", Document.class, consumer);
  }

  @Override
  public List<String> tokenizers() {
    return client.get("/tokenizers", Bodies.Names.class).names();
  }

  @Override
  public RunState requestRun(
      @Nullable String name,
      String snapshot,
      @Nullable String tokenizer,
      Map<String, String> settings,
      String origin) {
    return client.post(
        "/runs",
        Bodies.RunAsked.class,
        new Bodies.RunAsked(name, snapshot, tokenizer, settings, origin),
        RunState.class);
  }

  @Override
  public PlanAnswer plan(PlanQuestion question) {
    return client.post("/plan", PlanQuestion.class, question, PlanAnswer.class);
  }

  @Override
  public List<RunState> runs() {
    return client.get("/runs", Bodies.Runs.class).runs();
  }

  @Override
  public RunState orderRun(String id, RunRequest.Wanted wanted) {
    return client.put(
        "/runs/" + encoded(id) + "/wanted",
        Bodies.Wanted.class,
        new Bodies.Wanted(wanted),
        RunState.class);
  }

  @Override
  public List<TrainingPolicy> policies() {
    return client.get("/policies", Bodies.Policies.class).policies();
  }

  @Override
  public void putPolicy(TrainingPolicy policy) {
    client.put("/policies", TrainingPolicy.class, policy);
  }

  @Override
  public boolean removePolicy(String name) {
    return client.delete("/policies/" + encoded(name));
  }

  @Override
  public List<String> models() {
    return client.get("/models", Bodies.Names.class).names();
  }

  @Override
  public List<List<Filled>> fill(String model, String text, List<String> candidates, int count) {
    return client
        .post(
            "/fill",
            Bodies.Blanks.class,
            new Bodies.Blanks(model, text, candidates, count),
            Bodies.Fills.class)
        .blanks();
  }

  @Override
  public void close() {
    client.close();
  }
}
