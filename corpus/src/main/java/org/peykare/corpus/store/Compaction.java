package org.peykare.corpus.store;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.RewriteFiles;
import org.peykare.formats.document.DocumentsTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes one file of many small ones, language by language: each commit leaves a small file, and a
/// reader pays for each. Snapshots that are there already keep their files.
final class Compaction {
  private static final Logger LOG = LoggerFactory.getLogger(Compaction.class);

  /// Files below this are small: a quarter of what the writer aims at.
  private static final long SMALL_BYTES = 64L * 1024 * 1024;

  private Compaction() {}

  /// Compacts the languages that have at least `least` small files.
  ///
  /// @return number of files replaced
  static int compact(SnapshotWriter.Target target, int least) {
    org.apache.iceberg.Snapshot base = target.table().currentSnapshot();
    if (base == null) {
      return 0;
    }
    List<DataFile> replaced =
        small(target.documents().dataFiles(base.snapshotId())).values().stream()
            .filter(files -> files.size() >= least)
            .flatMap(List::stream)
            .toList();
    if (replaced.isEmpty()) {
      return 0;
    }
    try (DataFileWriters writers = new DataFileWriters(target.table())) {
      for (DataFile file : replaced) {
        target.documents().readRows(file.location(), DocumentSchema.SCHEMA, writers::write);
      }
      RewriteFiles commit = target.table().newRewrite();
      replaced.forEach(commit::deleteFile);
      new HashSet<>(writers.finish()).forEach(commit::addFile);
      for (String key :
          List.of(DocumentsTable.OFFSETS, DocumentsTable.LANGUAGES, DocumentsTable.VERDICTS)) {
        String carried = base.summary().get(key);
        if (carried != null) {
          commit.set(key, carried);
        }
      }
      SnapshotWriter.commit(target, base, commit);
    }
    LOG.info("Compacted {} small files of the documents table", replaced.size());
    return replaced.size();
  }

  private static Map<String, List<DataFile>> small(List<DataFile> files) {
    Map<String, List<DataFile>> small = new TreeMap<>();
    for (DataFile file : files) {
      if (file.fileSizeInBytes() < SMALL_BYTES) {
        small.computeIfAbsent(DocumentTable.langOf(file), _ -> new ArrayList<>()).add(file);
      }
    }
    return small;
  }
}
