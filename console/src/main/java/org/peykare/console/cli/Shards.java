package org.peykare.console.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.peykare.formats.shards.DatasetCard;
import org.peykare.tokenizer.TokenizeSnapshot;
import org.peykare.tokenizer.TokenizeSnapshotConfig;

/// Writes a snapshot as token shards. On a small corpus the hash may hold out no document at all;
/// then a larger share is taken, and said, for a training cannot be judged without one.
final class Shards {
  private static final double LARGEST_SHARE = 0.5;

  private Shards() {}

  static DatasetCard write(
      Path dir, String snapshot, Path tokenizer, Path out, double validationShare) {
    double share = validationShare;
    while (true) {
      DatasetCard card =
          new TokenizeSnapshot(new TokenizeSnapshotConfig(dir, snapshot, tokenizer, out, share))
              .run();
      long heldOut = card.parts().stream().mapToLong(part -> part.validation().documents()).sum();
      long documents = card.parts().stream().mapToLong(part -> part.train().documents()).sum();
      if (heldOut > 0 || validationShare == 0 || documents < 2 || share >= LARGEST_SHARE) {
        return card;
      }
      double larger = Math.min(LARGEST_SHARE, share * 4);
      System.err.printf(
          "No document of %,d falls into a held-out share of %s; %s is held out instead%n",
          documents, share, larger);
      delete(out);
      share = larger;
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
