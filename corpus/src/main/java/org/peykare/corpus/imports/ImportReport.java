package org.peykare.corpus.imports;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What an import found in one file: `records` = `sent` + all of `skipped`.
///
/// @param file the file
/// @param records records read
/// @param sent records sent to topic `pages`
/// @param skipped records left out, by reason
/// @param damage places that could not be read
public record ImportReport(
    Path file, long records, long sent, Map<String, Long> skipped, List<Damage> damage) {

  /// A place in the file that could not be read.
  ///
  /// @param offset where the damaged record begins, in bytes of the file as it lies on disk
  /// @param message what is wrong there
  public record Damage(long offset, String message) {}

  public ImportReport {
    skipped = new TreeMap<>(skipped);
    damage = List.copyOf(damage);
  }
}
