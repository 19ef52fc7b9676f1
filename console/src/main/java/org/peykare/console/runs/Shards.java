package org.peykare.console.runs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.peykare.formats.shards.DatasetCard;
import org.peykare.tokenizer.TokenizeSnapshot;
import org.peykare.tokenizer.TokenizeSnapshotConfig;

/// Writes a snapshot as token shards. On a small corpus the hash may hold out no document at all;
/// then a larger share is taken, and said, for a training cannot be judged without one.
public final class Shards {
  private static final double LARGEST_SHARE = 0.5;

  private Shards() {}

  /// Shares the parts of the newest data set in `dataSets` that was made in the same way.
  ///
  /// @param config the output folder must not exist
  public static DatasetCard addTo(Path dataSets, TokenizeSnapshotConfig config) {
    return write(
        config,
        wanted ->
            TokenizeSnapshot.newestBase(dataSets, wanted).map(wanted::withBase).orElse(wanted));
  }

  /// Writes a data set that shares only what `config` says.
  public static DatasetCard write(TokenizeSnapshotConfig config) {
    return write(config, wanted -> wanted);
  }

  private static DatasetCard write(
      TokenizeSnapshotConfig config, UnaryOperator<TokenizeSnapshotConfig> withBase) {
    TokenizeSnapshotConfig wanted = config;
    while (true) {
      DatasetCard card = new TokenizeSnapshot(withBase.apply(wanted)).run();
      double share = wanted.validationShare();
      long heldOut = card.parts().stream().mapToLong(p -> p.validation().keptDocuments()).sum();
      long documents = card.parts().stream().mapToLong(p -> p.train().keptDocuments()).sum();
      if (heldOut > 0 || share == 0 || documents < 2 || share >= LARGEST_SHARE) {
        return card;
      }
      double larger = Math.min(LARGEST_SHARE, share * 4);
      System.err.printf(
          "No document of %,d falls into a held-out share of %s; %s is held out instead%n",
          documents, share, larger);
      delete(wanted.out());
      wanted = wanted.withValidationShare(larger);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot replace the data set " + folder, e);
    }
  }
}
