package org.peykare.console.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.peykare.console.plan.PlanQuestion;
import org.peykare.corpus.Corpus;
import org.peykare.corpus.store.Snapshot;
import org.peykare.formats.shards.DatasetCard;

/// How many tokens a snapshot has, as well as can be known without tokenizing it.
///
/// @param how the count was made, for people
record SnapshotTokens(long tokens, String how) {

  /// Exact where the snapshot was tokenized; else its words times the tokens per word of the newest
  /// snapshot that was; else its words, for a word is at least a token.
  static SnapshotTokens of(Layout layout, Corpus corpus, PlanQuestion question) {
    Snapshot snapshot = corpus.show(String.valueOf(question.snapshot()));
    String name =
        snapshot.tags().isEmpty() ? Long.toString(snapshot.id()) : snapshot.tags().getFirst();
    String tokenizer = question.tokenizer();
    String own = tokenizer == null || tokenizer.equals(name) ? name : name + "@" + tokenizer;
    Optional<DatasetCard> card =
        card(layout.dataset(own)).filter(found -> found.snapshot().equals(id(snapshot)));
    if (card.isPresent()) {
      return new SnapshotTokens(tokens(card.get()), "tokens: counted in the data set " + own);
    }
    for (Snapshot earlier : corpus.snapshots().reversed()) {
      Optional<DatasetCard> counted =
          layout.datasetNames().stream()
              .map(found -> card(layout.dataset(found)))
              .flatMap(Optional::stream)
              .filter(found -> found.snapshot().equals(id(earlier)) && earlier.words() > 0)
              .findFirst();
      if (counted.isPresent()) {
        double perWord = (double) tokens(counted.get()) / earlier.words();
        return new SnapshotTokens(
            Math.max(1, Math.round(snapshot.words() * perWord)),
            "tokens: %,d words, %.2f tokens a word as in snapshot %s"
                .formatted(snapshot.words(), perWord, id(earlier)));
      }
    }
    return new SnapshotTokens(
        snapshot.words(), "tokens: one for each word, at least; no snapshot was tokenized yet");
  }

  private static String id(Snapshot snapshot) {
    return Long.toString(snapshot.id());
  }

  private static long tokens(DatasetCard card) {
    List<DatasetCard.Part> parts = card.parts();
    return parts.stream().mapToLong(part -> part.train().keptTokens()).sum();
  }

  private static Optional<DatasetCard> card(Path folder) {
    Path file = folder.resolve(DatasetCard.FILE);
    try {
      return Files.isRegularFile(file)
          ? Optional.of(DatasetCard.CODEC.fromBytes(Files.readAllBytes(file)))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }
}
