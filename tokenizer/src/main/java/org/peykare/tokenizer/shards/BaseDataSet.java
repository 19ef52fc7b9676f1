package org.peykare.tokenizer.shards;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.peykare.formats.shards.DatasetCard;
import org.peykare.formats.url.DocumentId;

/// The data set of an earlier snapshot whose parts a new one shares. Its lists of documents are
/// mapped, not read into memory: one bit per document says what is kept.
final class BaseDataSet implements AutoCloseable {
  private record Part(DatasetCard.Part card, BaseSplit train, BaseSplit validation) {}

  private final Arena arena;
  private final List<Part> parts = new ArrayList<>();

  private BaseDataSet(Arena arena) {
    this.arena = arena;
  }

  /// The text of the card of the data set in `folder`.
  static String cardText(Path folder) {
    try {
      return Files.readString(folder.resolve(DatasetCard.FILE));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "Cannot go on from %s: it has no readable %s (name a folder that `tokenize` wrote)"
              .formatted(folder, DatasetCard.FILE),
          e);
    }
  }

  /// Opens the data set in `folder`.
  ///
  /// @throws IllegalArgumentException when it was made in another way than `spec` says, or is
  ///   damaged
  static BaseDataSet open(Path folder, DataSetSpec spec) throws IOException {
    DatasetCard card = DatasetCard.CODEC.fromJson(cardText(folder));
    check(folder, "tokenizer", card.tokenizerSha256(), spec.tokenizerSha256());
    check(folder, "validation share", card.validationShare(), spec.validationShare());
    check(folder, "language weights", card.languageWeights(), spec.weights().sorted());
    @SuppressWarnings("MustBeClosed") // the data set owns it and closes it in close()
    Arena arena = Arena.ofShared();
    BaseDataSet base = new BaseDataSet(arena);
    try {
      for (DatasetCard.Part part : card.parts()) {
        Path files = folder.resolve(part.name());
        base.parts.add(
            new Part(
                part,
                new BaseSplit(files, PartWriter.TRAIN, part.train(), arena),
                new BaseSplit(files, PartWriter.VALIDATION, part.validation(), arena)));
      }
      return base;
    } catch (IOException | RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  private static void check(Path folder, String what, Object has, Object wanted) {
    if (!has.equals(wanted)) {
      throw new IllegalArgumentException(
          "Cannot go on from %s: its %s is %s, not %s (use the same or write the data set without a base)"
              .formatted(folder, what, has, wanted));
    }
  }

  /// Whether a part holds the document already as often as wanted; it is then kept.
  boolean keep(Placement placement, DocumentId id, byte[] version) {
    for (Part part : parts) {
      BaseSplit split = placement.heldOut() ? part.validation : part.train;
      if (split.keep(id, version, placement.copies())) {
        return true;
      }
    }
    return false;
  }

  /// Lays the parts of which something is kept into `folder`.
  List<DatasetCard.Part> share(Path folder) {
    List<DatasetCard.Part> shared = new ArrayList<>();
    try {
      for (Part part : parts) {
        if (!part.train.keepsNothing() || !part.validation.keepsNothing()) {
          Path target = Files.createDirectories(folder.resolve(part.card.name()));
          shared.add(
              new DatasetCard.Part(
                  part.card.name(),
                  part.card.snapshot(),
                  part.train.share(target),
                  part.validation.share(target)));
        }
      }
      return shared;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot share the parts of a data set with " + folder, e);
    }
  }

  @Override
  public void close() {
    arena.close();
  }
}
