package org.peykare.corpus;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.peykare.corpus.document.Document;
import org.peykare.corpus.document.Verdict;
import org.peykare.corpus.imports.ImportReport;
import org.peykare.corpus.index.SearchHit;
import org.peykare.corpus.store.Snapshot;

/// The corpus: runs the stream from pages to documents, writes and reads its snapshots, searches.
///
/// Opening touches neither Kafka nor the folder; what a method needs is opened by it. Reading
/// snapshots and searching need no Kafka; [#start], [#snapshot], [#verdicts], [#why] and
/// [#importWarc] do, but only [#start] runs the stream. Thread-safe.
public final class Corpus implements AutoCloseable {
  private final CorpusConfig config;

  private Corpus(CorpusConfig config) {
    this.config = config;
  }

  /// A corpus with these settings.
  public static Corpus open(CorpusConfig config) {
    return new Corpus(config);
  }

  /// Starts the stream and returns when it runs; topics must exist.
  public void start() {
    throw notYet();
  }

  /// Counts of the stream; from the topics where it is not running.
  public CorpusStatus status() {
    throw notYet();
  }

  /// Waits until everything sent to topic `pages` before this call has its verdict.
  ///
  /// @return false where `timeout` passed first
  public boolean awaitCaughtUp(Duration timeout) {
    throw notYet();
  }

  /// Sends the pages of a `.warc` or `.warc.gz` file to topic `pages`.
  public ImportReport importWarc(Path file) {
    throw notYet();
  }

  /// The latest verdict on every page, in no particular order.
  public void verdicts(Consumer<Verdict> consumer) {
    throw notYet();
  }

  /// The latest verdict on the page at `url`, in any spelling; empty where the page was never seen.
  public Optional<Verdict> why(String url) {
    throw notYet();
  }

  /// Brings everything on topic `documents` into the table and tags the snapshot; the index
  /// follows.
  ///
  /// @throws IllegalArgumentException when the tag is taken or no valid name
  /// @throws IllegalStateException when another process is writing a snapshot
  public Snapshot snapshot(String tag) {
    throw notYet();
  }

  /// All snapshots that can be read, oldest first.
  public List<Snapshot> snapshots() {
    throw notYet();
  }

  /// The snapshot named by a tag, an id, or `latest`.
  ///
  /// @throws IllegalArgumentException when there is none; the message lists those there are
  public Snapshot show(String name) {
    throw notYet();
  }

  /// Tags a snapshot that is there.
  public Snapshot tag(String name, String tag) {
    throw notYet();
  }

  /// Reads the documents of a snapshot, always in the same order.
  ///
  /// @return the number of documents
  public long export(String name, Consumer<Document> consumer) {
    throw notYet();
  }

  /// The best `limit` documents for a query; words must all occur, words in quotes as a phrase.
  ///
  /// @param lang the language to search in; null for all
  public List<SearchHit> search(String query, @Nullable String lang, int limit) {
    throw notYet();
  }

  /// Stops the stream; everything is where the next [#start] goes on.
  @Override
  public void close() {}

  private IllegalStateException notYet() {
    return new IllegalStateException("Not wired yet for " + config.dir());
  }
}
