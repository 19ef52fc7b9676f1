package org.peykare.console.runs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.peykare.corpus.store.Snapshot;
import org.peykare.formats.shards.DatasetCard;
import org.peykare.tokenizer.TokenizeSnapshotConfig;
import org.peykare.tokenizer.TokenizerTraining;
import org.peykare.tokenizer.TokenizerTrainingConfig;
import org.peykare.tokenizer.text.TextSource;

/// What a run needs before it can train: a tokenizer and a data set, which are made where they are
/// missing and used again where they are there. Both appear whole or not at all, so that several
/// trainers may try at once.
final class Preparation {
  private static final String TOKENIZER_FILE = "tokenizer.json";

  private final TrainerConfig config;

  Preparation(TrainerConfig config) {
    this.config = config;
  }

  /// The name of a snapshot in folders: its first tag, else its id.
  static String name(Snapshot snapshot) {
    return snapshot.tags().isEmpty() ? Long.toString(snapshot.id()) : snapshot.tags().getFirst();
  }

  /// The data set's name: that of the snapshot where the tokenizer is the snapshot's own.
  static String dataset(Snapshot snapshot, String tokenizer) {
    String name = name(snapshot);
    return name.equals(tokenizer) ? name : name + "@" + tokenizer;
  }

  boolean hasTokenizer(String name) {
    return Files.isRegularFile(config.tokenizer(name).resolve(TOKENIZER_FILE));
  }

  /// Trains the tokenizer `name` on a snapshot.
  void trainTokenizer(Snapshot snapshot, String name) {
    Path folder = config.tokenizer(name);
    // The name of this trainer: what it left behind when it was killed, it replaces.
    Path unfinished = folder.resolveSibling("." + name + "-unfinished-" + config.instance());
    try {
      delete(unfinished);
      new TokenizerTraining(
              TokenizerTrainingConfig.defaults().withVocabularySize(config.vocabularySize()))
          .run(new TextSource.Snapshot(config.catalog(), Long.toString(snapshot.id())), unfinished);
      if (hasTokenizer(name)) {
        delete(unfinished);
      } else {
        Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the tokenizer " + folder, e);
    }
  }

  /// The data set of a snapshot and a tokenizer, where it is there.
  ///
  /// @throws IllegalArgumentException when a data set of that name was made of something else
  Optional<DatasetCard> card(Snapshot snapshot, String tokenizer) {
    Path folder = config.dataset(dataset(snapshot, tokenizer));
    Path file = folder.resolve(DatasetCard.FILE);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      DatasetCard card = DatasetCard.CODEC.fromBytes(Files.readAllBytes(file));
      String digest = sha256(config.tokenizer(tokenizer).resolve(TOKENIZER_FILE));
      if (!card.snapshot().equals(Long.toString(snapshot.id()))
          || !card.tokenizerSha256().equals(digest)) {
        throw new IllegalArgumentException(
            "Cannot use the data set %s: it was made of another snapshot or tokenizer; remove it or rename the tokenizer"
                .formatted(folder));
      }
      return complete(card) ? Optional.of(card) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the data set " + folder, e);
    }
  }

  /// Without a held-out document it is what a kill left behind before a larger share was taken.
  private static boolean complete(DatasetCard card) {
    return card.parts().stream().anyMatch(part -> part.validation().keptDocuments() > 0);
  }

  /// Writes the data set of a snapshot and a tokenizer; what an earlier data set has already is
  /// shared.
  DatasetCard writeDataset(Snapshot snapshot, String tokenizer) {
    try {
      delete(config.dataset(dataset(snapshot, tokenizer)));
      return Shards.addTo(
          config.dataset(""),
          TokenizeSnapshotConfig.of(
              config.catalog(),
              Long.toString(snapshot.id()),
              config.tokenizer(tokenizer),
              config.dataset(dataset(snapshot, tokenizer))));
    } catch (IllegalArgumentException e) {
      // Another trainer may have finished it in the meantime.
      return card(snapshot, tokenizer).orElseThrow(() -> e);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write a data set", e);
    }
  }

  private static String sha256(Path file) throws IOException {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JVM has SHA-256", e);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        for (Path file : deepestFirst) {
          Files.delete(file);
        }
      }
    }
  }
}
