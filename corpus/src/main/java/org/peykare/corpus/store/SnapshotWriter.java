package org.peykare.corpus.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.peykare.corpus.document.Document;
import org.peykare.formats.document.CatalogConfig;
import org.peykare.formats.document.DocumentsTable;
import org.peykare.formats.topic.Topic;
import org.peykare.formats.url.DocumentId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings topic `documents` into the table, from the offsets that the newest snapshot holds to the
/// end of what is committed. Files, tombstones and offsets are one commit: a crash before it leaves
/// the table as it was, and nothing is lost or repeated after it.
///
/// The last value of each document wins. Files that hold a replaced document are written again
/// without it (copy-on-write), so that any Parquet reader sees the snapshot as it is.
public final class SnapshotWriter {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotWriter.class);

  /// Records of the topic per commit; bounds the memory for their ids.
  private static final int MAX_CHANGES = 1_000_000;

  /// How long snapshots without a tag stay.
  public static final Duration UNTAGGED_LIFE = Duration.ofDays(1);

  /// Small files of a language that are worth a compaction after a commit.
  private static final int MANY_SMALL_FILES = 16;

  private static final Schema ID_ONLY = DocumentSchema.SCHEMA.select(DocumentsTable.ID);

  /// A shared table is swept of files that are older than any commit lasts: whoever lost the lock
  /// without knowing may still be writing.
  private static final Duration SHARED_ORPHAN_AGE = Duration.ofHours(6);

  private final CatalogConfig catalog;
  private final String bootstrapServers;
  private final int maxChanges;

  /// A writer for a table, reading from the cluster at `bootstrapServers`.
  public SnapshotWriter(CatalogConfig catalog, String bootstrapServers) {
    this(catalog, bootstrapServers, MAX_CHANGES);
  }

  SnapshotWriter(CatalogConfig catalog, String bootstrapServers, int maxChanges) {
    this.catalog = catalog;
    this.bootstrapServers = bootstrapServers;
    this.maxChanges = maxChanges;
  }

  /// Part of a partition of topic `documents`.
  private record Range(int partition, long from, long to) {}

  /// The table, and the right to change it.
  record Target(DocumentTable documents, WriterLock lock) {
    Table table() {
      return documents.table();
    }
  }

  /// Commits what is new and tags the snapshot.
  ///
  /// @throws IllegalArgumentException when the tag is taken or no valid name
  /// @throws IllegalStateException when another writer is at work
  public Snapshot write(String tag) {
    DocumentTable.checkTag(tag);
    return writeAndTag(tag);
  }

  /// Commits what is new.
  public Snapshot write() {
    return writeAndTag(null);
  }

  /// Gives up snapshots without a tag that are older than `age`, the newest excepted; makes large
  /// files of small ones; deletes files that no snapshot reaches.
  ///
  /// @throws IllegalStateException when another writer is at work
  public Maintenance maintain(Duration age) {
    return naming(() -> {
      try (WriterLock lock = WriterLock.acquire(catalog);
          DocumentTable documents = DocumentTable.openOrCreate(catalog)) {
        int before = documents.snapshots().size();
        int compacted = Compaction.compact(new Target(documents, lock), 2);
        expire(documents.table(), age);
        int expired = before + (compacted > 0 ? 1 : 0) - documents.snapshots().size();
        return new Maintenance(
            expired, compacted, OrphanSweep.sweep(documents.table(), orphanAge()));
      }
    });
  }

  private Snapshot writeAndTag(@Nullable String tag) {
    return naming(() -> {
      try (WriterLock lock = WriterLock.acquire(catalog);
          DocumentTable documents = DocumentTable.openOrCreate(catalog);
          CommittedLog log = new CommittedLog(bootstrapServers, Topic.DOCUMENTS)) {
        return write(new Target(documents, lock), log, tag);
      }
    });
  }

  private Snapshot write(Target target, CommittedLog log, @Nullable String tag) {
    DocumentTable documents = target.documents;
    Table table = target.table();
    if (tag != null && table.refs().containsKey(tag)) {
      throw new IllegalArgumentException(
          "Cannot tag a snapshot %s: the tag is taken; choose another name".formatted(tag));
    }
    int orphans = OrphanSweep.sweep(table, orphanAge());
    if (orphans > 0) {
      LOG.info("Swept {} files that an interrupted commit had left", orphans);
    }
    commitAll(target, log, countVerdicts(table));
    Compaction.compact(target, MANY_SMALL_FILES);
    if (tag != null) {
      documents.createTag(table.currentSnapshot().snapshotId(), tag);
    }
    expire(table, UNTAGGED_LIFE);
    return documents.find(tag == null ? DocumentTable.LATEST : tag);
  }

  private static void expire(Table table, Duration age) {
    table
        .expireSnapshots()
        .expireOlderThan(System.currentTimeMillis() - age.toMillis())
        .retainLast(1)
        .commit();
  }

  /// A full disk is named as such.
  private <T> T naming(Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (String.valueOf(cause.getMessage()).matches("(?is).*(no space left|disk is full).*")) {
          throw new IllegalStateException(
              "Cannot write the snapshot: the disk of %s is full; the table is as it was. Free some space and make the snapshot again"
                  .formatted(catalog.warehouse()),
              e);
        }
      }
      throw e;
    }
  }

  /// The verdicts until now; they go into the last commit.
  private VerdictTally countVerdicts(Table table) {
    VerdictTally tally = tally(table);
    try (CommittedLog verdicts = new CommittedLog(bootstrapServers, Topic.VERDICTS)) {
      tally.advance(verdicts);
    }
    return tally;
  }

  private Duration orphanAge() {
    return switch (catalog) {
      case CatalogConfig.Local _ -> Duration.ZERO;
      case CatalogConfig.Postgres _ -> SHARED_ORPHAN_AGE;
    };
  }

  private void commitAll(Target target, CommittedLog log, VerdictTally verdicts) {
    String identity = log.identity();
    var beginnings = log.beginnings();
    List<Range> left = new ArrayList<>();
    StoredOffsets offsets = offsets(target.table());
    log.ends()
        .forEach((partition, end) -> {
          long from = offsets.next(identity, partition);
          long begin = beginnings.getOrDefault(partition, 0L);
          if (begin > from) {
            LOG.warn(
                "Topic documents no longer holds offsets {} to {} of partition {}; they were never in a snapshot. Make snapshots more often than the topic's retention, or raise it",
                from,
                begin,
                partition);
          }
          left.add(new Range(partition, Math.max(from, begin), end));
        });
    left.removeIf(range -> range.from >= range.to);
    if (left.isEmpty() && target.table().currentSnapshot() == null) {
      commit(target, null, List.of(), List.of(), offsets, new LanguageCounts(), verdicts);
    }
    while (!left.isEmpty()) {
      List<Range> chunk = takeChunk(left);
      VerdictTally tally = left.isEmpty() ? verdicts : tally(target.table());
      commitNext(target, log, identity, chunk, tally);
    }
  }

  /// Takes ranges of at most `maxChanges` offsets off the list.
  private List<Range> takeChunk(List<Range> left) {
    List<Range> chunk = new ArrayList<>();
    long room = maxChanges;
    while (room > 0 && !left.isEmpty()) {
      Range range = left.removeFirst();
      long cut = Math.min(range.to, range.from + room);
      chunk.add(new Range(range.partition, range.from, cut));
      room -= cut - range.from;
      if (cut < range.to) {
        left.addFirst(new Range(range.partition, cut, range.to));
      }
    }
    return chunk;
  }

  private void commitNext(
      Target target, CommittedLog log, String identity, List<Range> chunk, VerdictTally verdicts) {
    DocumentTable documents = target.documents;
    Table table = target.table();
    org.apache.iceberg.Snapshot base = table.currentSnapshot();
    LastOffsets changed = new LastOffsets();
    for (Range range : chunk) {
      log.read(
          range.partition,
          range.from,
          range.to,
          record -> changed.put(DocumentId.parse(record.key()), record.offset()));
    }
    LanguageCounts counts =
        Optional.ofNullable(base).map(documents::counts).orElseGet(LanguageCounts::new);
    try (DataFileWriters writers = new DataFileWriters(table)) {
      List<DataFile> replaced = rewrite(documents, changed, writers, counts);
      for (Range range : chunk) {
        log.read(
            range.partition,
            range.from,
            range.to,
            record -> append(record, changed, writers, counts));
      }
      StoredOffsets offsets = offsets(table);
      chunk.forEach(range -> offsets.set(identity, range.partition, range.to));
      commit(target, base, replaced, writers.finish(), offsets, counts, verdicts);
    }
  }

  private static void append(
      ConsumerRecord<String, byte[]> record,
      LastOffsets changed,
      DataFileWriters writers,
      LanguageCounts counts) {
    if (record.value() != null && changed.isLast(DocumentId.parse(record.key()), record.offset())) {
      Document document = Document.CODEC.fromBytes(record.value());
      counts.add(document.lang(), 1, document.words());
      writers.write(DocumentSchema.row(document));
    }
  }

  /// Writes the files that hold changed documents again, without those.
  private static List<DataFile> rewrite(
      DocumentTable documents,
      LastOffsets changed,
      DataFileWriters writers,
      LanguageCounts counts) {
    List<DataFile> replaced = new ArrayList<>();
    org.apache.iceberg.Snapshot current = documents.table().currentSnapshot();
    if (current == null || changed.size() == 0) {
      return replaced;
    }
    for (DataFile file : documents.dataFiles(current.snapshotId())) {
      AtomicBoolean holds = new AtomicBoolean();
      documents.readRows(
          file.location(),
          ID_ONLY,
          row -> {
            if (changed.contains(DocumentId.parse(row.get(0, String.class)))) {
              holds.set(true);
            }
          });
      if (holds.get()) {
        replaced.add(file);
        documents.readRows(
            file.location(),
            DocumentSchema.SCHEMA,
            row -> keepUnchanged(row, changed, writers, counts));
      }
    }
    return replaced;
  }

  private static void keepUnchanged(
      Record row, LastOffsets changed, DataFileWriters writers, LanguageCounts counts) {
    Document document = DocumentSchema.document(row);
    if (changed.contains(DocumentId.parse(document.id()))) {
      counts.add(document.lang(), -1, -document.words());
    } else {
      writers.write(row);
    }
  }

  static void commit(
      Target target,
      org.apache.iceberg.@Nullable Snapshot base,
      List<DataFile> replaced,
      List<DataFile> added,
      StoredOffsets offsets,
      LanguageCounts counts,
      VerdictTally verdicts) {
    OverwriteFiles commit = target.table().newOverwrite();
    replaced.forEach(commit::deleteFile);
    added.forEach(commit::addFile);
    commit.set(DocumentsTable.OFFSETS, offsets.toJson());
    commit.set(DocumentsTable.LANGUAGES, counts.toJson());
    commit.set(DocumentsTable.VERDICTS, verdicts.toJson());
    commit(target, base, commit);
    LOG.info(
        "Snapshot {} committed: {} documents, {} files written, {} replaced",
        target.table().currentSnapshot().snapshotId(),
        counts.totalDocuments(),
        added.size(),
        replaced.size());
  }

  /// Commits on top of `base` or not at all.
  static void commit(
      Target target, org.apache.iceberg.@Nullable Snapshot base, SnapshotUpdate<?> commit) {
    commit.validateWith(ancestors -> isNewest(base, ancestors));
    target.lock.check();
    try {
      commit.commit();
    } catch (ValidationException | CommitFailedException e) {
      throw new IllegalStateException(
          "Cannot commit the snapshot: another writer has committed meanwhile; nothing was changed, make the snapshot again",
          e);
    }
  }

  /// The offsets in the summary continue those of `base`: on top of another snapshot they would
  /// bring documents twice.
  private static boolean isNewest(
      org.apache.iceberg.@Nullable Snapshot base, Iterable<org.apache.iceberg.Snapshot> ancestors) {
    var newest = ancestors.iterator();
    return base == null
        ? !newest.hasNext()
        : newest.hasNext() && newest.next().snapshotId() == base.snapshotId();
  }

  private static VerdictTally tally(Table table) {
    return VerdictTally.fromJson(summary(table, DocumentsTable.VERDICTS));
  }

  private static StoredOffsets offsets(Table table) {
    return StoredOffsets.fromJson(summary(table, DocumentsTable.OFFSETS));
  }

  private static @Nullable String summary(Table table, String key) {
    org.apache.iceberg.Snapshot current = table.currentSnapshot();
    return current == null ? null : current.summary().get(key);
  }
}
