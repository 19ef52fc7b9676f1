package org.peykare.corpus.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ManifestReader;
import org.apache.iceberg.ReachableFileUtil;
import org.apache.iceberg.Table;

/// Deletes the files of a table's folder that no snapshot reaches: what a crash before a commit
/// left. Only for the holder of the [WriterLock].
final class OrphanSweep {
  private OrphanSweep() {}

  /// @return number of files deleted
  static int sweep(Table table) {
    Path folder = DurableFileIO.toPath(table.location());
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    Set<Path> reachable = reachable(table);
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> orphans =
          files.filter(Files::isRegularFile).filter(file -> !reachable.contains(file)).toList();
      for (Path orphan : orphans) {
        Files.delete(orphan);
      }
      return orphans.size();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot sweep " + folder, e);
    }
  }

  private static Set<Path> reachable(Table table) {
    Set<Path> reachable = new HashSet<>();
    ReachableFileUtil.metadataFileLocations(table, false)
        .forEach(location -> reachable.add(DurableFileIO.toPath(location)));
    ReachableFileUtil.statisticsFilesLocations(table)
        .forEach(location -> reachable.add(DurableFileIO.toPath(location)));
    Set<String> manifests = new HashSet<>();
    for (org.apache.iceberg.Snapshot snapshot : table.snapshots()) {
      reachable.add(DurableFileIO.toPath(snapshot.manifestListLocation()));
      for (ManifestFile manifest : snapshot.dataManifests(table.io())) {
        if (manifests.add(manifest.path())) {
          reachable.add(DurableFileIO.toPath(manifest.path()));
          addFiles(table, manifest, reachable);
        }
      }
      snapshot
          .deleteManifests(table.io())
          .forEach(manifest -> reachable.add(DurableFileIO.toPath(manifest.path())));
    }
    return reachable;
  }

  private static void addFiles(Table table, ManifestFile manifest, Set<Path> reachable) {
    try (ManifestReader<DataFile> files = ManifestFiles.read(manifest, table.io(), table.specs())) {
      files.forEach(file -> reachable.add(DurableFileIO.toPath(file.location())));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + manifest.path(), e);
    }
  }
}
