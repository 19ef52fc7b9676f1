package org.peykare.corpus;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.peykare.corpus.document.Document;
import org.peykare.corpus.document.Verdict;
import org.peykare.corpus.imports.ImportReport;
import org.peykare.corpus.imports.WarcImport;
import org.peykare.corpus.index.DocumentIndex;
import org.peykare.corpus.index.SearchHit;
import org.peykare.corpus.learned.Learned;
import org.peykare.corpus.learned.LearnedTopic;
import org.peykare.corpus.learned.SnapshotLearning;
import org.peykare.corpus.page.PagePipeline;
import org.peykare.corpus.page.PageProcessor;
import org.peykare.corpus.quality.QualityReport;
import org.peykare.corpus.status.StatusReporter;
import org.peykare.corpus.store.DocumentTable;
import org.peykare.corpus.store.DocumentTable.HostCounts;
import org.peykare.corpus.store.Maintenance;
import org.peykare.corpus.store.Snapshot;
import org.peykare.corpus.store.SnapshotDiff;
import org.peykare.corpus.store.SnapshotWriter;
import org.peykare.corpus.store.VerdictLog;
import org.peykare.corpus.topology.CorpusStream;
import org.peykare.corpus.trial.RunningPages;
import org.peykare.formats.status.RoleStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The corpus: runs the stream from pages to documents, writes and reads its snapshots, searches.
///
/// Opening touches neither Kafka nor the folder; what a method needs is opened by it. Reading
/// snapshots and searching need no Kafka; [#start], [#snapshot], [#verdicts], [#why] and
/// [#importWarc] do, but only [#start] runs the stream. Thread-safe.
public final class Corpus implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Corpus.class);

  /// Folder of the search index below the working directory.
  private static final String INDEX = "index";

  private final CorpusConfig config;
  private final PageProcessor processor;
  private final Learned learned;
  private volatile @Nullable CorpusStream stream;
  private @Nullable StatusReporter reporter;
  private @Nullable LearnedTopic learning;
  private volatile String state = "not-started";
  private volatile @Nullable String message;
  private volatile Map<Integer, Map<String, Long>> last = Map.of();

  private Corpus(CorpusConfig config, PageProcessor processor, Learned learned) {
    this.config = config;
    this.processor = processor;
    this.learned = learned;
  }

  /// A corpus with these settings.
  public static Corpus open(CorpusConfig config) {
    Learned learned = Learned.nothing();
    return new Corpus(config, PagePipeline.of(config.page(), learned), learned);
  }

  /// A corpus that judges pages by another processor.
  static Corpus open(CorpusConfig config, PageProcessor processor) {
    return new Corpus(config, processor, Learned.nothing());
  }

  /// Starts the stream and returns when it runs; topics must exist. From now on this process says
  /// on topic `status` how it is.
  public synchronized void start() {
    if (stream != null) {
      throw new IllegalStateException("The corpus stream was started already");
    }
    String servers = requireKafka("start the corpus stream");
    state = "starting";
    reporter = StatusReporter.start(servers, this::roleStatus);
    try {
      learning = LearnedTopic.follow(servers, learned);
      stream = CorpusStream.start(processor, servers, config.stream());
    } catch (RuntimeException e) {
      state = "failed";
      message = e.getMessage();
      closeReporter();
      closeLearning();
      throw e;
    }
  }

  /// Counts of the stream, of the partitions that run in this process; those of all processes are
  /// made by [CorpusStatus#of] from topic `status`. Where it is not running, the latest verdicts on
  /// topic `verdicts` are counted instead.
  public CorpusStatus status() {
    CorpusStream running = stream;
    return running == null
        ? StatusCounts.of(verdictLog())
        : StatusCounts.of(running.state(), RoleCounts.sum(running.figures()));
  }

  private RoleStatus roleStatus() {
    CorpusStream running = stream;
    String now = running == null ? state : running.state();
    Map<Integer, Map<String, Long>> figures = running == null ? last : running.figures();
    return new RoleStatus(
        RoleCounts.ROLE,
        config.stream().instance(),
        CorpusConfig.node(),
        ProcessHandle.current().pid(),
        Instant.now(),
        now,
        running == null ? message : running.problem(),
        now.equals("running") ? RoleCounts.withSums(figures) : RoleCounts.ofPartitions(figures),
        List.of());
  }

  /// Waits until everything sent to topic `pages` before this call has its verdict. The stream may
  /// run in any process.
  ///
  /// @return false where `timeout` passed first
  /// @throws IllegalStateException when the stream of this process has failed or stopped, or does
  ///   while waiting
  public boolean awaitCaughtUp(Duration timeout) {
    CorpusStream running = stream;
    if (running == null) {
      throw new IllegalStateException("Cannot wait for the corpus stream: it was not started");
    }
    return running.awaitCaughtUp(timeout);
  }

  /// Sends the pages of a `.warc` or `.warc.gz` file to topic `pages` and waits until Kafka has
  /// them.
  ///
  /// @throws IllegalArgumentException when the file cannot be opened or holds no WARC record
  public ImportReport importWarc(Path file) {
    try (WarcImport imports = WarcImport.into(requireKafka("import " + file))) {
      return imports.importFile(file);
    }
  }

  /// The latest verdict on every page, in no particular order.
  public void verdicts(Consumer<Verdict> consumer) {
    verdictLog().forEach(consumer);
  }

  /// The latest verdict on the page at `url`, in any spelling; empty where the page was never seen.
  public Optional<Verdict> why(String url) {
    return verdictLog().find(url);
  }

  /// Stories and trials over the pages on topic `pages`.
  public RunningPages pages() {
    return new RunningPages(config.page(), requireKafka("read pages"));
  }

  /// Brings everything on topic `documents` into the table and tags the snapshot; the index
  /// follows, and the lines that recur on a host are listed for the pages to come.
  ///
  /// @throws IllegalArgumentException when the tag is taken or no valid name
  /// @throws IllegalStateException when another process is writing a snapshot
  public Snapshot snapshot(String tag) {
    Snapshot snapshot = writer().write(tag);
    learnLines(snapshot);
    updateIndex();
    return snapshot;
  }

  /// Brings everything on topic `documents` into the table without a tag; the index follows.
  public Snapshot snapshot() {
    Snapshot snapshot = writer().write();
    learnLines(snapshot);
    updateIndex();
    return snapshot;
  }

  /// The snapshot is there by now: where the lines cannot be listed, the next one will list them.
  private void learnLines(Snapshot snapshot) {
    try (DocumentTable table = table()) {
      new SnapshotLearning(config.bootstrapServers(), table)
          .lines(snapshot, config.page().filter().boilerplate());
    } catch (IllegalStateException | KafkaException e) {
      LOG.warn("Lines that recur could not be listed from snapshot {}", snapshot.id(), e);
    }
  }

  /// Makes a quality model of each language of a snapshot, for the pages to come. Needs Kafka.
  ///
  /// @param name a tag, an id, or `latest`
  /// @param good hosts whose documents are learned from; empty for all
  /// @return figures by language; a language with little text has none
  public List<QualityReport> learnQuality(String name, Set<String> good) {
    String servers = requireKafka("store quality models");
    try (DocumentTable table = table()) {
      return new SnapshotLearning(servers, table).quality(table.find(name), good);
    }
  }

  /// Gives up snapshots without a tag that are older than `age`, makes large files of small ones
  /// and deletes files that no snapshot reaches; the index follows. Needs no Kafka.
  ///
  /// @throws IllegalStateException when another process is writing a snapshot
  public Maintenance maintain(Duration age) {
    Maintenance done =
        new SnapshotWriter(config.catalog(), config.bootstrapServers()).maintain(age);
    updateIndex();
    return done;
  }

  /// All snapshots that can be read, oldest first.
  public List<Snapshot> snapshots() {
    try (DocumentTable table = DocumentTable.open(config.catalog()).orElse(null)) {
      return table == null ? List.of() : table.snapshots();
    }
  }

  /// The snapshot named by a tag, an id, or `latest`.
  ///
  /// @throws IllegalArgumentException when there is none; the message lists those there are
  public Snapshot show(String name) {
    try (DocumentTable table = table()) {
      return table.find(name);
    }
  }

  /// Tags a snapshot that is there.
  public Snapshot tag(String name, String tag) {
    try (DocumentTable table = table()) {
      return table.tag(name, tag);
    }
  }

  /// Reads the documents of a snapshot, always in the same order.
  ///
  /// @return the number of documents
  public long export(String name, Consumer<Document> consumer) {
    try (DocumentTable table = table()) {
      return table.read(table.find(name), consumer);
    }
  }

  /// What changed from one snapshot to another; every changed document goes to `consumer`.
  ///
  /// @throws IllegalArgumentException when there is no such snapshot
  public SnapshotDiff diff(String from, String to, Consumer<SnapshotDiff.Change> consumer) {
    try (DocumentTable table = table()) {
      return table.diff(table.find(from), table.find(to), consumer);
    }
  }

  /// What changed from one snapshot to another.
  public SnapshotDiff diff(String from, String to) {
    return diff(from, to, _ -> {});
  }

  /// Documents and words of a snapshot by host.
  public Map<String, HostCounts> hosts(String name) {
    try (DocumentTable table = table()) {
      return table.hosts(table.find(name));
    }
  }

  /// Documents of a snapshot by quality: `head`, `middle`, `tail`, or `without quality`.
  public Map<String, Long> qualities(String name) {
    try (DocumentTable table = table()) {
      return table.qualities(table.find(name));
    }
  }

  /// The best `limit` documents for a query; words must all occur, words in quotes as a phrase.
  ///
  /// @param lang the language to search in; null for all
  public List<SearchHit> search(String query, @Nullable String lang, int limit) {
    updateIndex();
    try (DocumentIndex index = DocumentIndex.open(config.dir().resolve(INDEX))) {
      return index.search(query, lang, limit);
    }
  }

  /// Stops the stream; everything is where the next [#start] goes on.
  @Override
  public synchronized void close() {
    CorpusStream running = stream;
    if (running != null) {
      running.close();
      last = running.figures();
      state = running.state();
      message = running.problem();
      stream = null;
      closeReporter();
      closeLearning();
    }
  }

  private void closeLearning() {
    LearnedTopic open = learning;
    if (open != null) {
      open.close();
      learning = null;
    }
  }

  private void closeReporter() {
    StatusReporter open = reporter;
    if (open != null) {
      open.close();
      reporter = null;
    }
  }

  /// Brings the search index to the newest snapshot, where it is not there already.
  private void updateIndex() {
    try (DocumentTable table = DocumentTable.open(config.catalog()).orElse(null);
        DocumentIndex index = DocumentIndex.open(config.dir().resolve(INDEX))) {
      if (table != null
          && table.latest().isPresent()
          && !index.update(table, table.latest().get())) {
        LOG.info("The search index is being updated by another process; it may lag behind");
      }
    }
  }

  private DocumentTable table() {
    return DocumentTable.open(config.catalog())
        .orElseThrow(() ->
            new IllegalArgumentException(
                "Cannot find a snapshot: none was made in %s; make one first"
                    .formatted(config.catalog().place())));
  }

  private SnapshotWriter writer() {
    return new SnapshotWriter(config.catalog(), requireKafka("make a snapshot"));
  }

  private VerdictLog verdictLog() {
    return new VerdictLog(requireKafka("read verdicts"));
  }

  private String requireKafka(String attempt) {
    if (config.bootstrapServers().isBlank()) {
      throw new IllegalStateException(
          "Cannot %s: no Kafka cluster is given; set kafka.bootstrap-servers or start the platform"
              .formatted(attempt));
    }
    return config.bootstrapServers();
  }
}
