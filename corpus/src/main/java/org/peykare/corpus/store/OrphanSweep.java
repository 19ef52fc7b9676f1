package org.peykare.corpus.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
/// left. Only for the holder of the [WriterLock]: files of a commit under way are not reachable
/// yet.
final class OrphanSweep {
  private OrphanSweep() {}

  /// @param age files younger than this stay
  /// @return number of files deleted
  static int sweep(Table table, Duration age) {
    DurableFileIO io = (DurableFileIO) table.io();
    Path folder = io.toPath(table.location());
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    Set<Path> reachable = reachable(table, io);
    Instant youngest = Instant.now().minus(age);
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> orphans =
          files
              .filter(Files::isRegularFile)
              .filter(file -> !reachable.contains(file))
              .filter(file -> !changed(file).isAfter(youngest))
              .toList();
      for (Path orphan : orphans) {
        Files.delete(orphan);
      }
      return orphans.size();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot sweep " + folder, e);
    }
  }

  private static Instant changed(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException e) {
      return Instant.MAX;
    }
  }

  private static Set<Path> reachable(Table table, DurableFileIO io) {
    Set<Path> reachable = new HashSet<>();
    ReachableFileUtil.metadataFileLocations(table, false)
        .forEach(location -> reachable.add(io.toPath(location)));
    ReachableFileUtil.statisticsFilesLocations(table)
        .forEach(location -> reachable.add(io.toPath(location)));
    Set<String> manifests = new HashSet<>();
    for (org.apache.iceberg.Snapshot snapshot : table.snapshots()) {
      reachable.add(io.toPath(snapshot.manifestListLocation()));
      for (ManifestFile manifest : snapshot.dataManifests(table.io())) {
        if (manifests.add(manifest.path())) {
          reachable.add(io.toPath(manifest.path()));
          addFiles(table, io, manifest, reachable);
        }
      }
      snapshot
          .deleteManifests(table.io())
          .forEach(manifest -> reachable.add(io.toPath(manifest.path())));
    }
    return reachable;
  }

  private static void addFiles(
      Table table, DurableFileIO io, ManifestFile manifest, Set<Path> reachable) {
    try (ManifestReader<DataFile> files = ManifestFiles.read(manifest, table.io(), table.specs())) {
      files.forEach(file -> reachable.add(io.toPath(file.location())));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + manifest.path(), e);
    }
  }
}
