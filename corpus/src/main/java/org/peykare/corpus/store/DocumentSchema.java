package org.peykare.corpus.store;

import static org.apache.iceberg.types.Types.NestedField.optional;
import static org.apache.iceberg.types.Types.NestedField.required;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.types.Types.DoubleType;
import org.apache.iceberg.types.Types.LongType;
import org.apache.iceberg.types.Types.StringType;
import org.apache.iceberg.types.Types.TimestampType;
import org.jspecify.annotations.Nullable;
import org.peykare.corpus.document.Document;
import org.peykare.corpus.document.QualityBand;
import org.peykare.formats.document.DocumentsTable;

/// The columns of the documents table, and a [Document] as a row of it.
final class DocumentSchema {
  static final Schema SCHEMA =
      new Schema(
          List.of(
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
              required(16, DocumentsTable.CLUSTER, StringType.get()),
              optional(17, DocumentsTable.QUALITY, StringType.get()),
              optional(18, DocumentsTable.PERPLEXITY, DoubleType.get())));

  static final PartitionSpec SPEC =
      PartitionSpec.builderFor(SCHEMA).identity(DocumentsTable.LANG).build();

  /// Row groups are small because a writer per language holds one in memory.
  static final Map<String, String> PROPERTIES =
      Map.of(
          TableProperties.FORMAT_VERSION, "2",
          TableProperties.PARQUET_COMPRESSION, "zstd",
          TableProperties.PARQUET_ROW_GROUP_SIZE_BYTES, Integer.toString(16 * 1024 * 1024),
          TableProperties.METADATA_DELETE_AFTER_COMMIT_ENABLED, "true",
          TableProperties.METADATA_PREVIOUS_VERSIONS_MAX, "20",
          TableProperties.COMMIT_NUM_RETRIES, "0",
          TableProperties.DEFAULT_WRITE_METRICS_MODE, "truncate(16)");

  private DocumentSchema() {}

  static Record row(Document document) {
    GenericRecord row = GenericRecord.create(SCHEMA);
    row.set(0, document.id());
    row.set(1, document.url());
    row.set(2, document.host());
    row.set(3, document.fetched().atOffset(ZoneOffset.UTC));
    row.set(4, document.title());
    row.set(5, document.text());
    row.set(6, document.lang());
    row.set(7, document.langScore());
    row.set(8, document.words());
    row.set(9, document.licence());
    row.set(10, document.robots());
    row.set(11, document.optOut());
    row.set(12, document.seed());
    row.set(13, document.digest());
    row.set(14, document.recordId());
    row.set(15, document.cluster());
    QualityBand quality = document.quality();
    row.set(16, quality == null ? null : quality.name().toLowerCase(Locale.ROOT));
    row.set(17, document.perplexity());
    return row;
  }

  static Document document(Record row) {
    return new Document(
        text(row, 0),
        text(row, 1),
        text(row, 2),
        row.get(3, OffsetDateTime.class).toInstant(),
        textOrNull(row, 4),
        text(row, 5),
        text(row, 6),
        row.get(7, Double.class),
        row.get(8, Long.class),
        textOrNull(row, 9),
        textOrNull(row, 10),
        textOrNull(row, 11),
        textOrNull(row, 12),
        text(row, 13),
        text(row, 14),
        text(row, 15),
        band(row),
        row.get(17, Double.class));
  }

  private static @Nullable QualityBand band(Record row) {
    String name = textOrNull(row, 16);
    return name == null ? null : QualityBand.valueOf(name.toUpperCase(Locale.ROOT));
  }

  private static String text(Record row, int column) {
    return row.get(column, String.class);
  }

  private static @Nullable String textOrNull(Record row, int column) {
    return row.get(column, String.class);
  }
}
