package org.peykare.corpus.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.parquet.Parquet;
import org.peykare.formats.document.DocumentsTable;

/// Writes rows into Parquet files, one open file per language. A file is closed when it is large
/// enough, and all are when too many languages are open: memory is bounded by open files × row
/// group.
final class DataFileWriters implements AutoCloseable {
  private static final long TARGET_FILE_BYTES = 256L * 1024 * 1024;
  private static final int MAX_OPEN = 24;
  private static final int ROWS_BETWEEN_CHECKS = 256;

  private final Table table;
  private final String commit = UUID.randomUUID().toString();
  private final Map<String, DataWriter<Record>> open = new LinkedHashMap<>();
  private final List<DataFile> written = new ArrayList<>();
  private int files;
  private long rows;

  DataFileWriters(Table table) {
    this.table = table;
  }

  void write(Record row) {
    String lang = (String) row.getField(DocumentsTable.LANG);
    if (!open.containsKey(lang) && open.size() >= MAX_OPEN) {
      closeAll();
    }
    DataWriter<Record> writer = open.computeIfAbsent(lang, _ -> openFile(row));
    writer.write(row);
    if (++rows % ROWS_BETWEEN_CHECKS == 0 && writer.length() > TARGET_FILE_BYTES) {
      open.remove(lang);
      finish(writer);
    }
  }

  /// Closes all files and names them.
  List<DataFile> finish() {
    closeAll();
    return written;
  }

  private DataWriter<Record> openFile(Record row) {
    PartitionKey partition = new PartitionKey(table.spec(), table.schema());
    partition.partition(row);
    String name = String.format(Locale.ROOT, "%05d-%s.parquet", files++, commit);
    String location = table.locationProvider().newDataLocation(table.spec(), partition, name);
    try {
      return Parquet.writeData(table.io().newOutputFile(location))
          .forTable(table)
          .withPartition(partition)
          // The default looks at the size of a row group after 100 rows: of long texts, too late.
          .set(TableProperties.PARQUET_ROW_GROUP_CHECK_MIN_RECORD_COUNT, "5")
          .set(TableProperties.PARQUET_ROW_GROUP_CHECK_MAX_RECORD_COUNT, "1000")
          .createWriterFunc(GenericParquetWriter::create)
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + location, e);
    }
  }

  private void closeAll() {
    open.values().forEach(this::finish);
    open.clear();
  }

  private void finish(DataWriter<Record> writer) {
    try {
      writer.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot finish a file of the documents table", e);
    }
    written.add(writer.toDataFile());
  }

  /// Closes what a failure left open; the files are orphans then and swept later.
  @Override
  public void close() {
    for (DataWriter<Record> writer : open.values()) {
      try {
        writer.close();
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot close a file of the documents table", e);
      }
    }
  }
}
