package org.peykare.console.platform;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.peykare.console.plan.PlanAnswer;
import org.peykare.console.plan.PlanQuestion;
import org.peykare.console.plan.Planner;
import org.peykare.console.runs.TrainSettings;
import org.peykare.console.settings.Settings;
import org.peykare.console.topics.Discoveries;
import org.peykare.console.topics.TopicMap;
import org.peykare.corpus.Corpus;
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
import org.peykare.formats.topic.Topic;
import org.peykare.formats.url.UrlNormalForm;

/// What can be asked of a platform, answered from its topics and its working directory: wishes are
/// written to topics, and the roles, wherever they run, follow them. Opening is cheap; a topic is
/// followed from the first question that needs it. Thread-safe.
public final class LocalOperations implements Operations {
  private final String bootstrapServers;
  private final Layout layout;
  private final Corpus corpus;
  private final DiskFloor floor;
  private final Opened<TopicMap<Seed>> seeds;
  private final Opened<TopicMap<byte[]>> commands;
  private final Opened<TopicMap<RunState>> runs;
  private final Opened<TopicMap<RoleStatus>> status;
  private final RunWishes wishes;
  private final Fillers fillers;
  private final List<AutoCloseable> owned;

  private LocalOperations(
      String bootstrapServers,
      Layout layout,
      Corpus corpus,
      DiskFloor floor,
      List<AutoCloseable> owned) {
    this.bootstrapServers = bootstrapServers;
    this.floor = floor;
    this.owned = owned;
    this.layout = layout;
    this.corpus = corpus;
    seeds =
        new Opened<>(() ->
            TopicMap.open(
                bootstrapServers, Topic.SEEDS, (_, bytes) -> Seed.CODEC.fromBytes(bytes)));
    commands =
        new Opened<>(() -> TopicMap.open(bootstrapServers, Topic.COMMANDS, (_, bytes) -> bytes));
    runs =
        new Opened<>(() ->
            TopicMap.open(
                bootstrapServers, Topic.RUNS, (_, bytes) -> RunState.CODEC.fromBytes(bytes)));
    status =
        new Opened<>(() ->
            TopicMap.open(
                bootstrapServers, Topic.STATUS, (_, bytes) -> RoleStatus.CODEC.fromBytes(bytes)));
    wishes = new RunWishes(commands, runs);
    fillers = new Fillers(layout);
  }

  /// The operations on the cluster at `bootstrapServers`, whose topics must exist.
  ///
  /// @param corpus the corpus of the working directory, its stream running or not
  /// @param floor below it no snapshot is made
  /// @param owned what is closed with this, in this order; all else stays open
  public static LocalOperations open(
      String bootstrapServers,
      Layout layout,
      Corpus corpus,
      DiskFloor floor,
      AutoCloseable... owned) {
    return new LocalOperations(bootstrapServers, layout, corpus, floor, List.of(owned));
  }

  @Override
  public List<Seed> seeds() {
    return List.copyOf(seeds.get().all().values());
  }

  @Override
  public void putSeeds(List<Seed> added) {
    seeds
        .get()
        .putAll(
            added.stream().collect(Collectors.toMap(Seed::id, Seed.CODEC::toBytes, (_, b) -> b)));
  }

  @Override
  public boolean removeSeed(String id) {
    if (seeds.get().get(id).isEmpty()) {
      return false;
    }
    seeds.get().remove(id);
    return true;
  }

  @Override
  public List<RoleStatus> roles() {
    Instant now = Instant.now();
    return status.get().all().values().stream()
        .sorted(
            Comparator.comparing((RoleStatus role) -> role.aliveAt(now) ? 0 : 1)
                .thenComparing(RoleStatus::role)
                .thenComparing(RoleStatus::instance))
        .toList();
  }

  @Override
  public CrawlOrder.Wanted crawlWanted() {
    return commands
        .get()
        .get(CrawlOrder.KEY)
        .map(bytes -> CrawlOrder.CODEC.fromBytes(bytes).wanted())
        .orElse(CrawlOrder.Wanted.RUN);
  }

  @Override
  public void orderCrawl(CrawlOrder.Wanted wanted) {
    commands
        .get()
        .put(CrawlOrder.KEY, CrawlOrder.CODEC.toBytes(new CrawlOrder(wanted, Instant.now())));
  }

  /// What the corpus workers say together; where none ever said anything, the verdicts are counted.
  @Override
  public CorpusStatus corpus() {
    List<RoleStatus> roles = roles();
    return roles.stream().anyMatch(role -> role.role().equals("corpus"))
        ? CorpusStatus.of(roles, Instant.now())
        : corpus.status();
  }

  @Override
  public Optional<Verdict> why(String url) {
    return corpus.why(url);
  }

  @Override
  public UrlStory story(String url) {
    UrlNormalForm form = UrlNormalForm.of(url);
    return new UrlStory(
        form.toString(),
        new Discoveries(bootstrapServers).of(form),
        corpus.pages().attempts(url),
        corpus.pages().story(url).orElse(null),
        corpus.why(url).orElse(null));
  }

  @Override
  public FilterTrial.Report tryFilters(Map<String, String> changes, int pages) {
    return corpus.pages().tryFilters(changes, pages);
  }

  @Override
  public List<QualityReport> learnQuality(String snapshot, List<String> good) {
    return corpus.learnQuality(snapshot, Set.copyOf(good));
  }

  @Override
  public void verdicts(Consumer<Verdict> consumer) {
    corpus.verdicts(consumer);
  }

  @Override
  public List<Snapshot> snapshots() {
    return corpus.snapshots();
  }

  @Override
  public Snapshot makeSnapshot(@Nullable String tag) {
    floor.require("make a snapshot");
    return tag == null ? corpus.snapshot() : corpus.snapshot(tag);
  }

  @Override
  public Snapshot tag(String snapshot, String tag) {
    return corpus.tag(snapshot, tag);
  }

  @Override
  public List<SearchHit> search(String query, @Nullable String lang, int limit) {
    return corpus.search(query, lang, limit);
  }

  @Override
  public long export(String snapshot, Consumer<Document> consumer) {
    return corpus.export(snapshot, consumer);
  }

  @Override
  public List<String> tokenizers() {
    return layout.tokenizers();
  }

  @Override
  public RunState requestRun(
      @Nullable String name,
      String snapshot,
      @Nullable String tokenizer,
      Map<String, String> settings,
      String origin) {
    TrainSettings.check(settings);
    Snapshot found = corpus.show(snapshot);
    // A tag stays; "latest" would be another snapshot by the time that a trainer reads it.
    String fixed =
        found.tags().contains(snapshot)
            ? snapshot
            : found.tags().stream().findFirst().orElse(Long.toString(found.id()));
    checkTokenizer(tokenizer);
    return wishes.request(name, fixed, tokenizer, settings, origin);
  }

  private void checkTokenizer(@Nullable String name) {
    if (name != null && !tokenizers().contains(name)) {
      throw new IllegalArgumentException(
          "Cannot train with the tokenizer %s: there is none of that name (there are: %s)"
              .formatted(name, tokenizers()));
    }
  }

  @Override
  public PlanAnswer plan(PlanQuestion question) {
    Settings settings = Settings.read(layout.dir(), System.getenv());
    Planner planner = new Planner(settings.gpu(), settings.vocabularySize());
    if (question.snapshot() == null) {
      return planner.answer(question);
    }
    SnapshotTokens counted = SnapshotTokens.of(layout, corpus, question);
    return planner.answer(question.withTokens(counted.tokens())).withNote(counted.how());
  }

  @Override
  public List<RunState> runs() {
    return wishes.runs();
  }

  @Override
  public RunState orderRun(String id, RunRequest.Wanted wanted) {
    return wishes.order(id, wanted);
  }

  @Override
  public List<TrainingPolicy> policies() {
    return wishes.policies();
  }

  @Override
  public void putPolicy(TrainingPolicy policy) {
    TrainSettings.check(policy.settings());
    checkTokenizer(policy.tokenizer());
    wishes.putPolicy(
        policy.known() != null
            ? policy
            : policy.knowing(
                corpus.snapshots().stream().flatMap(one -> one.tags().stream()).toList()));
  }

  @Override
  public boolean removePolicy(String name) {
    return wishes.removePolicy(name);
  }

  @Override
  public List<String> models() {
    return layout.models();
  }

  @Override
  public List<List<Filled>> fill(String model, String text, List<String> candidates, int count) {
    return fillers.fill(model, text, candidates, count);
  }

  /// One part that cannot be closed keeps none of the others open.
  @Override
  public void close() {
    IllegalStateException problem = null;
    List<AutoCloseable> all = new ArrayList<>(List.of(fillers, status, runs, commands, seeds));
    all.addAll(owned);
    for (AutoCloseable part : all) {
      try {
        part.close();
      } catch (Exception e) {
        if (problem == null) {
          problem = new IllegalStateException("Cannot close the platform: " + e.getMessage(), e);
        } else {
          problem.addSuppressed(e);
        }
      }
    }
    if (problem != null) {
      throw problem;
    }
  }
}
