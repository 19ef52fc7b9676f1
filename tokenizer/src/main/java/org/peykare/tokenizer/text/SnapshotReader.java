package org.peykare.tokenizer.text;

import static org.peykare.formats.document.DocumentsTable.CATALOG;
import static org.peykare.formats.document.DocumentsTable.CLUSTER;
import static org.peykare.formats.document.DocumentsTable.ID;
import static org.peykare.formats.document.DocumentsTable.LANG;
import static org.peykare.formats.document.DocumentsTable.NAMESPACE;
import static org.peykare.formats.document.DocumentsTable.TABLE;
import static org.peykare.formats.document.DocumentsTable.TEXT;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.metrics.InMemoryMetricsReporter;
import org.apache.iceberg.parquet.Parquet;
import org.jspecify.annotations.Nullable;
import org.peykare.formats.document.CatalogConfig;

/// Streams the documents of one snapshot.
public final class SnapshotReader implements AutoCloseable {
  /// Names the newest snapshot wherever a tag or id may stand.
  public static final String LATEST = "latest";

  private static final TableIdentifier DOCUMENTS = TableIdentifier.of(NAMESPACE, TABLE);

  private final JdbcCatalog catalog;
  private final Table table;
  private final long snapshotId;

  private SnapshotReader(JdbcCatalog catalog, Table table, long snapshotId) {
    this.catalog = catalog;
    this.table = table;
    this.snapshotId = snapshotId;
  }

  /// Opens a snapshot of the documents table.
  ///
  /// @param place where the table lies
  /// @param snapshot a tag, a snapshot id or `latest`
  /// @throws IllegalArgumentException when there is no such table or snapshot
  public static SnapshotReader open(CatalogConfig place, String snapshot) {
    Path warehouse = place.warehouse();
    JdbcCatalog catalog = new JdbcCatalog(_ -> new ReadOnlyFiles(warehouse), null, false);
    try {
      catalog.initialize(CATALOG, properties(place, snapshot));
      Table table = catalog.loadTable(DOCUMENTS);
      return new SnapshotReader(catalog, table, find(table, snapshot));
    } catch (NoSuchTableException e) {
      catalog.close();
      throw new IllegalArgumentException(
          "Cannot read snapshot %s: the catalog %s has no table %s (take a snapshot first)"
              .formatted(snapshot, place.place(), DOCUMENTS),
          e);
    } catch (RuntimeException e) {
      catalog.close();
      throw e;
    }
  }

  private static Map<String, String> properties(CatalogConfig place, String snapshot) {
    Map<String, String> properties = new HashMap<>();
    switch (place) {
      case CatalogConfig.Local(Path file, _) -> {
        if (!Files.isRegularFile(file)) {
          throw new IllegalArgumentException(
              "Cannot read snapshot %s: there is no %s (name the working directory of a corpus)"
                  .formatted(snapshot, file));
        }
        properties.put(CatalogProperties.URI, "jdbc:sqlite:" + file + "?busy_timeout=30000");
      }
      case CatalogConfig.Postgres(String url, String user, String password, _) -> {
        properties.put(CatalogProperties.URI, url);
        properties.put("jdbc.user", user);
        properties.put("jdbc.password", password);
      }
    }
    properties.put(CatalogProperties.WAREHOUSE_LOCATION, place.warehouse().toString());
    properties.put(
        CatalogProperties.METRICS_REPORTER_IMPL, InMemoryMetricsReporter.class.getName());
    return properties;
  }

  private static long find(Table table, String snapshot) {
    SnapshotRef ref = table.refs().get(snapshot);
    if (ref != null) {
      return ref.snapshotId();
    }
    Snapshot found = snapshot.equals(LATEST) ? table.currentSnapshot() : byId(table, snapshot);
    if (found != null) {
      return found.snapshotId();
    }
    throw new IllegalArgumentException(
        "Cannot read snapshot %s: no tag or id of that name (tags: %s)"
            .formatted(snapshot, tags(table).keySet()));
  }

  private static @Nullable Snapshot byId(Table table, String snapshot) {
    try {
      return table.snapshot(Long.parseLong(snapshot));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static Map<String, SnapshotRef> tags(Table table) {
    Map<String, SnapshotRef> tags = new TreeMap<>(table.refs());
    tags.values().removeIf(SnapshotRef::isBranch);
    return tags;
  }

  /// The snapshot's id.
  public String snapshotId() {
    return Long.toString(snapshotId);
  }

  /// The snapshot's tag, the first by name if it has several; its id if it has none.
  public String tag() {
    return tags(table).entrySet().stream()
        .filter(tag -> tag.getValue().snapshotId() == snapshotId)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(snapshotId());
  }

  /// Passes the documents on in the order in which they are stored.
  public void forEach(Consumer<SnapshotDocument> consumer) {
    files().forEach(file -> read(file, consumer));
  }

  private List<String> files() {
    List<String> files = new ArrayList<>();
    try (CloseableIterable<FileScanTask> tasks =
        table.newScan().useSnapshot(snapshotId).planFiles()) {
      for (FileScanTask task : tasks) {
        if (!task.deletes().isEmpty()) {
          throw new IllegalArgumentException(
              "Cannot read snapshot %d: %s has rows deleted by another file (rewrite the table copy-on-write)"
                  .formatted(snapshotId, task.file().location()));
        }
        files.add(task.file().location());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot plan the reading of snapshot " + snapshotId, e);
    }
    Collections.sort(files);
    return files;
  }

  private void read(String file, Consumer<SnapshotDocument> consumer) {
    Schema columns = table.schema().select(ID, TEXT, LANG, CLUSTER);
    try (CloseableIterable<Record> rows =
        Parquet.read(table.io().newInputFile(file))
            .project(columns)
            .createReaderFunc(stored -> GenericParquetReaders.buildReader(columns, stored))
            .build()) {
      for (Record row : rows) {
        consumer.accept(document(row));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  private static SnapshotDocument document(Record row) {
    String id = (String) row.getField(ID);
    Object cluster = row.getField(CLUSTER);
    return new SnapshotDocument(
        id,
        (String) row.getField(TEXT),
        (String) row.getField(LANG),
        cluster == null ? id : (String) cluster);
  }

  @Override
  public void close() {
    catalog.close();
  }
}
