package org.peykare.corpus.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Schema;
import org.apache.iceberg.data.Record;
import org.peykare.corpus.store.SnapshotDiff.Change;
import org.peykare.corpus.store.SnapshotDiff.Changes;
import org.peykare.corpus.store.SnapshotDiff.Kind;
import org.peykare.formats.document.DocumentsTable;

/// Compares two snapshots. Files that both have are not read; of the others only the columns that
/// matter are, once for each share of the ids that fits into memory.
final class SnapshotComparison {
  private static final Schema COLUMNS =
      DocumentSchema.SCHEMA.select(
          DocumentsTable.ID,
          DocumentsTable.URL,
          DocumentsTable.HOST,
          DocumentsTable.LANG,
          DocumentsTable.DIGEST,
          DocumentsTable.RECORD_ID);

  private final DocumentTable table;
  private final long documentsAtOnce;

  private record Row(String url, String host, String lang, String version) {}

  SnapshotComparison(DocumentTable table, long documentsAtOnce) {
    this.table = table;
    this.documentsAtOnce = documentsAtOnce;
  }

  SnapshotDiff compare(Snapshot from, Snapshot to, Consumer<Change> consumer) {
    List<DataFile> before = table.dataFiles(from.id());
    List<DataFile> after = table.dataFiles(to.id());
    Set<String> inBoth = locations(before);
    inBoth.retainAll(locations(after));
    before.removeIf(file -> inBoth.contains(file.location()));
    after.removeIf(file -> inBoth.contains(file.location()));

    Map<String, Changes> byLanguage = new TreeMap<>();
    Map<String, Changes> byHost = new TreeMap<>();
    List<Changes> total = new ArrayList<>(List.of(Changes.NONE));
    Consumer<Change> count =
        change -> {
          total.set(0, total.getFirst().plus(change.kind()));
          byLanguage.merge(change.lang(), Changes.NONE.plus(change.kind()), Changes::plus);
          byHost.merge(change.host(), Changes.NONE.plus(change.kind()), Changes::plus);
          consumer.accept(change);
        };
    int shares = (int) (documents(before) / documentsAtOnce) + 1;
    for (int share = 0; share < shares; share++) {
      compare(before, after, share, shares, count);
    }
    return new SnapshotDiff(from, to, total.getFirst(), byLanguage, byHost);
  }

  private void compare(
      List<DataFile> before,
      List<DataFile> after,
      int share,
      int shares,
      Consumer<Change> consumer) {
    Map<String, Row> old = new HashMap<>();
    read(before, share, shares, old::put);
    read(
        after,
        share,
        shares,
        (id, row) -> {
          Row was = old.remove(id);
          if (was == null) {
            consumer.accept(change(Kind.ADDED, id, row));
          } else if (!was.version.equals(row.version)) {
            consumer.accept(change(Kind.CHANGED, id, row));
          }
        });
    old.forEach((id, row) -> consumer.accept(change(Kind.REMOVED, id, row)));
  }

  private interface EachRow {
    void accept(String id, Row row);
  }

  private void read(List<DataFile> files, int share, int shares, EachRow each) {
    for (DataFile file : files) {
      table.readRows(
          file.location(),
          COLUMNS,
          row -> {
            String id = text(row, DocumentsTable.ID);
            if (shareOf(id, shares) == share) {
              each.accept(
                  id,
                  new Row(
                      text(row, DocumentsTable.URL),
                      text(row, DocumentsTable.HOST),
                      text(row, DocumentsTable.LANG),
                      text(row, DocumentsTable.DIGEST) + text(row, DocumentsTable.RECORD_ID)));
            }
          });
    }
  }

  /// Ids are hashes: their first digits part them evenly.
  private static int shareOf(String id, int shares) {
    return Integer.parseInt(id, 0, 7, 16) % shares;
  }

  private static Change change(Kind kind, String id, Row row) {
    return new Change(kind, id, row.url, row.host, row.lang);
  }

  private static String text(Record row, String column) {
    return (String) row.getField(column);
  }

  private static long documents(List<DataFile> files) {
    return files.stream().mapToLong(DataFile::recordCount).sum();
  }

  private static Set<String> locations(List<DataFile> files) {
    Set<String> locations = new HashSet<>();
    files.forEach(file -> locations.add(file.location()));
    return locations;
  }
}
