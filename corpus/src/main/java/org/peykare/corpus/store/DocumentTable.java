package org.peykare.corpus.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.parquet.Parquet;
import org.jspecify.annotations.Nullable;
import org.peykare.corpus.document.Document;
import org.peykare.formats.document.CatalogConfig;
import org.peykare.formats.document.DocumentsTable;

/// The documents table, for reading and tagging. Needs no Kafka.
public final class DocumentTable implements AutoCloseable {
  /// Names the newest snapshot wherever a tag or id may stand.
  public static final String LATEST = "latest";

  /// A Parquet file of a snapshot.
  ///
  /// @param location where it lies; never written again under the same name
  /// @param lang the language of its documents
  /// @param documents number of documents
  public record TableFile(String location, String lang, long documents) {}

  private static final Schema LANG_AND_WORDS =
      DocumentSchema.SCHEMA.select(DocumentsTable.LANG, DocumentsTable.WORDS);

  private static final Schema HOST_AND_WORDS =
      DocumentSchema.SCHEMA.select(DocumentsTable.HOST, DocumentsTable.WORDS);

  private static final Schema QUALITY_ONLY = DocumentSchema.SCHEMA.select(DocumentsTable.QUALITY);

  /// Documents compared at once; about 400 bytes each.
  private static final long DIFF_DOCUMENTS = 500_000;

  private final CatalogConfig config;
  private final JdbcCatalog catalog;
  private final Table table;

  private DocumentTable(CatalogConfig config, JdbcCatalog catalog, Table table) {
    this.config = config;
    this.catalog = catalog;
    this.table = table;
  }

  /// The table of a working directory, empty where no snapshot was ever made there.
  public static Optional<DocumentTable> open(Path dir) {
    return open(CatalogConfig.in(dir));
  }

  /// The table that a catalog names, empty where no snapshot was ever made.
  ///
  /// @throws IllegalStateException when the catalog or the table is damaged or cannot be reached;
  ///   the message says what to do
  public static Optional<DocumentTable> open(CatalogConfig config) {
    if (config instanceof CatalogConfig.Local local
        && !Files.exists(local.file())
        && LostCatalog.newestMetadata(local).isEmpty()) {
      return Optional.empty();
    }
    JdbcCatalog catalog = Catalogs.open(config);
    Table table = load(config, catalog);
    if (table == null) {
      catalog.close();
      return Optional.empty();
    }
    return Optional.of(new DocumentTable(config, catalog, table));
  }

  /// The table that a catalog names, created where it is missing.
  static DocumentTable openOrCreate(CatalogConfig config) {
    JdbcCatalog catalog = Catalogs.open(config);
    Table table = load(config, catalog);
    if (table == null) {
      if (!catalog.namespaceExists(Namespace.of(DocumentsTable.NAMESPACE))) {
        catalog.createNamespace(Namespace.of(DocumentsTable.NAMESPACE));
      }
      table =
          catalog.createTable(
              name(), DocumentSchema.SCHEMA, DocumentSchema.SPEC, DocumentSchema.PROPERTIES);
    }
    if (table.schema().columns().size() < DocumentSchema.SCHEMA.columns().size()) {
      table.updateSchema().unionByNameWith(DocumentSchema.SCHEMA).commit();
    }
    return new DocumentTable(config, catalog, table);
  }

  private static @Nullable Table load(CatalogConfig config, JdbcCatalog catalog) {
    try {
      if (!catalog.tableExists(name()) && config instanceof CatalogConfig.Local local) {
        LostCatalog.restore(local, catalog, name());
      }
      return catalog.tableExists(name()) ? catalog.loadTable(name()) : null;
    } catch (NotFoundException e) {
      catalog.close();
      throw new IllegalStateException(
          "Cannot read the documents table: a file of it is missing in %s (%s); put the folder back, or name the right one"
              .formatted(config.warehouse(), e.getMessage()),
          e);
    } catch (RuntimeException e) {
      catalog.close();
      throw Catalogs.unusable(config, e);
    }
  }

  /// All snapshots, oldest first.
  public List<Snapshot> snapshots() {
    List<Snapshot> all = new ArrayList<>();
    table.snapshots().forEach(snapshot -> all.add(describe(snapshot)));
    all.sort(Comparator.comparing(Snapshot::committed).thenComparing(Snapshot::id));
    return all;
  }

  /// The newest snapshot; empty where there is none yet.
  public Optional<Snapshot> latest() {
    return Optional.ofNullable(table.currentSnapshot()).map(this::describe);
  }

  /// The snapshot named by a tag, an id or `latest`.
  ///
  /// @throws IllegalArgumentException when there is none; the message lists those there are
  public Snapshot find(String name) {
    return describe(iceberg(name));
  }

  /// Names a snapshot by a tag, which keeps it for ever.
  ///
  /// @throws IllegalArgumentException when the tag is taken or no valid name
  public Snapshot tag(String name, String tag) {
    checkTag(tag);
    try (WriterLock _ = WriterLock.acquire(config)) {
      table.refresh();
      createTag(iceberg(name).snapshotId(), tag);
      return find(tag);
    }
  }

  /// The files of a snapshot in reading order.
  public List<TableFile> files(Snapshot snapshot) {
    return dataFiles(snapshot.id()).stream()
        .map(file -> new TableFile(file.location(), langOf(file), file.recordCount()))
        .toList();
  }

  /// Reads the documents of one file.
  public void read(TableFile file, Consumer<Document> consumer) {
    readRows(
        file.location(),
        DocumentSchema.SCHEMA,
        row -> consumer.accept(DocumentSchema.document(row)));
  }

  /// Reads all documents of a snapshot: by language, then in the order in which they came.
  ///
  /// @return their number
  public long read(Snapshot snapshot, Consumer<Document> consumer) {
    long documents = 0;
    for (TableFile file : files(snapshot)) {
      read(file, consumer);
      documents += file.documents();
    }
    return documents;
  }

  /// Reads the documents of one language of a snapshot.
  public void read(Snapshot snapshot, String lang, Consumer<Document> consumer) {
    files(snapshot).stream()
        .filter(file -> file.lang().equals(lang))
        .forEach(file -> read(file, consumer));
  }

  /// Reads the newest documents of a snapshot: whole files, newest first, until there are `most`.
  public void readNewest(Snapshot snapshot, long most, Consumer<Document> consumer) {
    long left = most;
    for (DataFile file : newestFirst(snapshot.id())) {
      if (left <= 0) {
        return;
      }
      left -= file.recordCount();
      readRows(
          file.location(),
          DocumentSchema.SCHEMA,
          row -> consumer.accept(DocumentSchema.document(row)));
    }
  }

  private List<DataFile> newestFirst(long snapshotId) {
    return dataFiles(snapshotId).stream()
        .sorted(
            Comparator.comparing(DataFile::fileSequenceNumber)
                .reversed()
                .thenComparing(DataFile::location))
        .toList();
  }

  /// Compares two snapshots; every changed document goes to `consumer`, in no particular order.
  public SnapshotDiff diff(Snapshot from, Snapshot to, Consumer<SnapshotDiff.Change> consumer) {
    return new SnapshotComparison(this, DIFF_DOCUMENTS).compare(from, to, consumer);
  }

  /// Documents and words of a snapshot by host.
  public Map<String, HostCounts> hosts(Snapshot snapshot) {
    Map<String, HostCounts> hosts = new TreeMap<>();
    for (DataFile file : dataFiles(snapshot.id())) {
      readRows(
          file.location(),
          HOST_AND_WORDS,
          row ->
              hosts.merge(
                  (String) row.getField(DocumentsTable.HOST),
                  new HostCounts(1, (Long) row.getField(DocumentsTable.WORDS)),
                  HostCounts::plus));
    }
    return hosts;
  }

  /// Documents of a snapshot by quality: `head`, `middle`, `tail`, or `without quality`.
  public Map<String, Long> qualities(Snapshot snapshot) {
    Map<String, Long> qualities = new TreeMap<>();
    for (DataFile file : dataFiles(snapshot.id())) {
      readRows(
          file.location(),
          QUALITY_ONLY,
          row -> {
            Object quality = row.getField(DocumentsTable.QUALITY);
            qualities.merge(
                quality == null ? "without quality" : quality.toString(), 1L, Long::sum);
          });
    }
    return qualities;
  }

  /// What a snapshot holds of one host.
  public record HostCounts(long documents, long words) {
    HostCounts plus(HostCounts more) {
      return new HostCounts(documents + more.documents, words + more.words);
    }
  }

  /// Names the table itself: another one in its place has another id.
  public String uuid() {
    return table.uuid().toString();
  }

  @Override
  public void close() {
    catalog.close();
  }

  Table table() {
    return table;
  }

  void createTag(long snapshotId, String tag) {
    if (table.refs().containsKey(tag)) {
      throw new IllegalArgumentException(
          "Cannot tag a snapshot %s: the tag is taken; choose another name".formatted(tag));
    }
    table.manageSnapshots().createTag(tag, snapshotId).commit();
  }

  static void checkTag(String tag) {
    boolean reserved = tag.equals(LATEST) || tag.equals(SnapshotRef.MAIN_BRANCH);
    if (reserved || !tag.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}") || tag.matches("\\d{12,}")) {
      throw new IllegalArgumentException(
          "Invalid tag: '%s' (must be 1 to 64 letters, digits, dots, underscores or hyphens, not 'latest' or 'main', and not look like a snapshot id)"
              .formatted(tag));
    }
  }

  /// Data files by language, then by age, then by their number within a commit.
  List<DataFile> dataFiles(long snapshotId) {
    List<DataFile> files = new ArrayList<>();
    try (CloseableIterable<FileScanTask> tasks =
        table.newScan().useSnapshot(snapshotId).planFiles()) {
      tasks.forEach(task -> files.add(task.file().copyWithoutStats()));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list the files of snapshot " + snapshotId, e);
    }
    files.sort(
        Comparator.comparing(DocumentTable::langOf)
            .thenComparing(DataFile::fileSequenceNumber)
            .thenComparing(DataFile::location));
    return files;
  }

  void readRows(String location, Schema columns, Consumer<Record> consumer) {
    try (CloseableIterable<Record> rows =
        Parquet.read(table.io().newInputFile(location))
            .project(columns)
            .createReaderFunc(fileSchema -> GenericParquetReaders.buildReader(columns, fileSchema))
            .build()) {
      rows.forEach(consumer);
    } catch (NotFoundException e) {
      throw new IllegalStateException(
          "Cannot read the documents table: %s is missing; put it back from a copy, or read a snapshot that does not need it"
              .formatted(location),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + location, e);
    }
  }

  static String langOf(DataFile file) {
    return String.valueOf(file.partition().get(0, CharSequence.class));
  }

  /// The counts in the snapshot's summary; counted again where another program wrote it.
  LanguageCounts counts(org.apache.iceberg.Snapshot snapshot) {
    String json = snapshot.summary().get(DocumentsTable.LANGUAGES);
    if (json != null) {
      return LanguageCounts.fromJson(json);
    }
    LanguageCounts counts = new LanguageCounts();
    for (DataFile file : dataFiles(snapshot.snapshotId())) {
      readRows(
          file.location(),
          LANG_AND_WORDS,
          row -> counts.add(row.get(0, String.class), 1, row.get(1, Long.class)));
    }
    return counts;
  }

  CatalogConfig config() {
    return config;
  }

  private Snapshot describe(org.apache.iceberg.Snapshot snapshot) {
    LanguageCounts counts = counts(snapshot);
    List<String> tags =
        table.refs().entrySet().stream()
            .filter(ref -> ref.getValue().isTag())
            .filter(ref -> ref.getValue().snapshotId() == snapshot.snapshotId())
            .map(Map.Entry::getKey)
            .toList();
    return new Snapshot(
        snapshot.snapshotId(),
        Instant.ofEpochMilli(snapshot.timestampMillis()),
        tags,
        counts.totalDocuments(),
        counts.totalWords(),
        counts.documents(),
        counts.words(),
        VerdictTally.fromJson(snapshot.summary().get(DocumentsTable.VERDICTS)).counts());
  }

  private org.apache.iceberg.Snapshot iceberg(String name) {
    SnapshotRef ref = table.refs().get(name);
    org.apache.iceberg.Snapshot found = null;
    if (name.equals(LATEST)) {
      found = table.currentSnapshot();
    } else if (ref != null && ref.isTag()) {
      found = table.snapshot(ref.snapshotId());
    } else if (name.matches("\\d{1,19}")) {
      found = table.snapshot(Long.parseUnsignedLong(name));
    }
    if (found == null) {
      throw new IllegalArgumentException(
          "Cannot find snapshot %s in %s (there are: %s)".formatted(name, config.place(), names()));
    }
    return found;
  }

  private String names() {
    return snapshots().stream()
        .map(s -> s.tags().isEmpty() ? Long.toString(s.id()) : String.join(", ", s.tags()))
        .collect(Collectors.joining(", "));
  }

  private static TableIdentifier name() {
    return TableIdentifier.of(DocumentsTable.NAMESPACE, DocumentsTable.TABLE);
  }
}
