package org.peykare.tokenizer.text;

import static org.apache.iceberg.types.Types.NestedField.optional;
import static org.apache.iceberg.types.Types.NestedField.required;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.types.Types.DoubleType;
import org.apache.iceberg.types.Types.LongType;
import org.apache.iceberg.types.Types.StringType;
import org.apache.iceberg.types.Types.TimestampType;
import org.peykare.formats.document.DocumentsTable;

/// Writes a documents table as a corpus does: the agreed schema, partitioned by language.
public final class DocumentsTableFixture implements AutoCloseable {
  private static final Schema SCHEMA =
      new Schema(
          required(1, DocumentsTable.ID, StringType.get()),
          required(2, DocumentsTable.URL, StringType.get()),
          required(3, DocumentsTable.HOST, StringType.get()),
          required(4, DocumentsTable.FETCHED, TimestampType.withZone()),
          optional(5, DocumentsTable.TITLE, StringType.get()),
          required(6, DocumentsTable.TEXT, StringType.get()),
          required(7, DocumentsTable.LANG, StringType.get()),
          required(8, DocumentsTable.LANG_SCORE, DoubleType.get()),
          required(9, DocumentsTable.WORDS, LongType.get()),
          optional(10, DocumentsTable.LICENCE, StringType.get()),
          optional(11, DocumentsTable.ROBOTS, StringType.get()),
          optional(12, DocumentsTable.OPT_OUT, StringType.get()),
          optional(13, DocumentsTable.SEED, StringType.get()),
          required(14, DocumentsTable.DIGEST, StringType.get()),
          required(15, DocumentsTable.RECORD_ID, StringType.get()),
          required(16, DocumentsTable.CLUSTER, StringType.get()));

  private static final PartitionSpec SPEC =
      PartitionSpec.builderFor(SCHEMA).identity(DocumentsTable.LANG).build();

  private final JdbcCatalog catalog = new JdbcCatalog(_ -> new LocalFiles(), null, true);
  private final Table table;

  /// An empty table in the working directory `dir`.
  public DocumentsTableFixture(Path dir) {
    catalog.initialize(
        DocumentsTable.CATALOG,
        Map.of(
            CatalogProperties.URI,
            "jdbc:sqlite:" + dir.resolve(DocumentsTable.CATALOG_FILE),
            CatalogProperties.WAREHOUSE_LOCATION,
            dir.resolve(DocumentsTable.WAREHOUSE).toString(),
            "jdbc.schema-version",
            "V1"));
    Namespace namespace = Namespace.of(DocumentsTable.NAMESPACE);
    catalog.createNamespace(namespace);
    table =
        catalog.createTable(
            TableIdentifier.of(namespace, DocumentsTable.TABLE), SCHEMA, SPEC, Map.of());
  }

  /// Commits `documents` on top of those there are; returns the snapshot's id.
  public long append(SnapshotDocument... documents) throws IOException {
    AppendFiles append = table.newAppend();
    for (SnapshotDocument document : documents) {
      append.appendFile(write(document));
    }
    append.commit();
    return table.currentSnapshot().snapshotId();
  }

  /// Commits `documents` in place of those there are.
  public void replaceAll(SnapshotDocument... documents) throws IOException {
    OverwriteFiles overwrite = table.newOverwrite().overwriteByRowFilter(Expressions.alwaysTrue());
    for (SnapshotDocument document : documents) {
      overwrite.addFile(write(document));
    }
    overwrite.commit();
  }

  /// Tags the newest snapshot.
  public void tag(String tag) {
    table.manageSnapshots().createTag(tag, table.currentSnapshot().snapshotId()).commit();
  }

  private org.apache.iceberg.DataFile write(SnapshotDocument document) throws IOException {
    Record row = row(document);
    PartitionKey partition = new PartitionKey(SPEC, SCHEMA);
    partition.partition(row);
    String location =
        table.locationProvider().newDataLocation(SPEC, partition, UUID.randomUUID() + ".parquet");
    DataWriter<Record> writer =
        Parquet.writeData(table.io().newOutputFile(location))
            .forTable(table)
            .withPartition(partition)
            .createWriterFunc(GenericParquetWriter::create)
            .build();
    try (writer) {
      writer.write(List.of(row));
    }
    return writer.toDataFile();
  }

  private static Record row(SnapshotDocument document) {
    Record row = GenericRecord.create(SCHEMA);
    row.setField(DocumentsTable.ID, document.id());
    row.setField(DocumentsTable.URL, "https://example.org/" + document.id());
    row.setField(DocumentsTable.HOST, "example.org");
    row.setField(DocumentsTable.FETCHED, OffsetDateTime.parse("2026-11-01T12:00:00Z"));
    row.setField(DocumentsTable.TEXT, document.text());
    row.setField(DocumentsTable.LANG, document.lang());
    row.setField(DocumentsTable.LANG_SCORE, 0.9);
    row.setField(DocumentsTable.WORDS, 3L);
    row.setField(DocumentsTable.DIGEST, "sha1:X");
    row.setField(DocumentsTable.RECORD_ID, "<urn:uuid:" + document.id() + ">");
    row.setField(DocumentsTable.CLUSTER, document.cluster());
    return row;
  }

  @Override
  public void close() {
    catalog.close();
  }

  private static final class LocalFiles implements FileIO {
    private static final long serialVersionUID = 1;

    @Override
    public InputFile newInputFile(String location) {
      return org.apache.iceberg.Files.localInput(location);
    }

    @Override
    public OutputFile newOutputFile(String location) {
      return org.apache.iceberg.Files.localOutput(new File(location));
    }

    @Override
    public void deleteFile(String location) {
      if (!new File(location).delete()) {
        throw new IllegalStateException("Cannot delete " + location);
      }
    }
  }
}
