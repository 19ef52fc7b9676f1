package org.peykare.trainer.data;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.peykare.formats.shards.DatasetCard;

/// A tokenized data set, or several with weights, memory-mapped: its card and its two splits, the
/// parts one after another.
public final class TokenShards implements AutoCloseable {
  private final Arena arena;
  private final List<DatasetShare> shares;
  private final List<DatasetCard> cards;
  private final Split train;
  private final Split validation;

  private TokenShards(List<DatasetShare> shares, List<DatasetCard> cards, Arena arena)
      throws IOException {
    this.arena = arena;
    this.shares = List.copyOf(shares);
    this.cards = List.copyOf(cards);
    this.train = split("train");
    this.validation = split("validation");
  }

  /// Maps the data set in `folder`. Close it when no longer read from.
  ///
  /// @throws IllegalArgumentException when it is not a sound data set
  public static TokenShards open(Path folder) throws IOException {
    return open(List.of(new DatasetShare(folder, 1)));
  }

  /// Maps several data sets as one. The documents of each are read as often as its weight says.
  ///
  /// @throws IllegalArgumentException when one is not sound, or they have different tokenizers
  public static TokenShards open(List<DatasetShare> shares) throws IOException {
    List<DatasetCard> cards = new ArrayList<>();
    for (DatasetShare share : shares) {
      DatasetCard card = card(share.folder());
      if (!cards.isEmpty() && !card.tokenizerSha256().equals(cards.getFirst().tokenizerSha256())) {
        throw new IllegalArgumentException(
            "Cannot train on %s and %s together: they have different tokenizers; tokenize both with one"
                .formatted(shares.getFirst().folder(), share.folder()));
      }
      cards.add(card);
    }
    @SuppressWarnings("MustBeClosed") // the data set owns it and closes it in close()
    Arena arena = Arena.ofShared();
    try {
      return new TokenShards(shares, cards, arena);
    } catch (IOException | RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  private static DatasetCard card(Path folder) throws IOException {
    try {
      return DatasetCard.CODEC.fromBytes(Files.readAllBytes(folder.resolve(DatasetCard.FILE)));
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(
          "Cannot read a data set from %s: it has no %s; give the folder that `tokenize` wrote"
              .formatted(folder, DatasetCard.FILE),
          e);
    }
  }

  private Split split(String name) throws IOException {
    List<IndexedFile> files = new ArrayList<>();
    List<Exclusions> exclusions = new ArrayList<>();
    List<Double> weights = new ArrayList<>();
    for (int i = 0; i < shares.size(); i++) {
      add(shares.get(i), cards.get(i), name, files, exclusions, weights);
    }
    return new Split(files, exclusions, weights, card());
  }

  private void add(
      DatasetShare share,
      DatasetCard card,
      String name,
      List<IndexedFile> files,
      List<Exclusions> exclusions,
      List<Double> weights)
      throws IOException {
    Path folder = share.folder();
    for (DatasetCard.Part part : card.parts()) {
      IndexedFile file = IndexedFile.open(folder.resolve(part.name()), name, arena);
      DatasetCard.Split stated = name.equals("train") ? part.train() : part.validation();
      if (file.sequences() != stated.documents()) {
        throw new IllegalArgumentException(
            "Cannot read %s: it holds %d documents, but %s says %d"
                .formatted(file.file(), file.sequences(), DatasetCard.FILE, stated.documents()));
      }
      files.add(file);
      exclusions.add(
          Exclusions.read(folder.resolve(part.name()).resolve(name + ".excluded"), stated));
      weights.add(name.equals("train") ? share.weight() : 1);
    }
  }

  /// The folder, of several data sets that of the first.
  public Path folder() {
    return shares.getFirst().folder();
  }

  /// What `dataset.json` says, of several data sets that of the first.
  public DatasetCard card() {
    return cards.getFirst();
  }

  /// The data sets and their weights.
  public List<DatasetShare> shares() {
    return shares;
  }

  /// The documents to train on.
  public Split train() {
    return train;
  }

  /// The documents held out.
  public Split validation() {
    return validation;
  }

  @Override
  public void close() {
    arena.close();
  }

  /// One split: documents by number, without the separator that ends each.
  public static final class Split {
    private final List<IndexedFile> files;
    private final List<Exclusions> exclusions;
    private final List<Double> weights;
    private final int[] firstDocument;
    private final int separator;
    private final int vocabularySize;

    private Split(
        List<IndexedFile> files,
        List<Exclusions> exclusions,
        List<Double> weights,
        DatasetCard card) {
      this.files = files;
      this.exclusions = exclusions;
      this.weights = weights;
      this.separator = card.specialTokens().sep();
      this.vocabularySize = card.vocabularySize();
      this.firstDocument = new int[files.size() + 1];
      for (int i = 0; i < files.size(); i++) {
        int kept = files.get(i).sequences() - exclusions.get(i).count();
        firstDocument[i + 1] = Math.addExact(firstDocument[i], kept);
      }
    }

    /// Number of documents.
    public int documents() {
      return firstDocument[files.size()];
    }

    /// Number of tokens, separators not counted.
    public long tokens() {
      long total = 0;
      for (int i = 0; i < documents(); i++) {
        total += length(i);
      }
      return total;
    }

    /// How often a document is read in an epoch, on average.
    double weight(int document) {
      return weights.get(part(document));
    }

    /// Number of tokens in a document, its separator not counted.
    public int length(int document) {
      int part = part(document);
      return Math.max(0, files.get(part).length(sequence(part, document)) - 1);
    }

    /// Copies `count` tokens of a document, from `start`, into `target` at `offset`.
    ///
    /// @throws IllegalArgumentException when the file holds an id outside the vocabulary, or the
    ///   document does not end in a separator
    public void read(int document, int start, int count, int[] target, int offset) {
      int part = part(document);
      IndexedFile file = files.get(part);
      int sequence = sequence(part, document);
      for (int i = 0; i < count; i++) {
        int token = file.token(sequence, start + i);
        if (token < 0 || token >= vocabularySize) {
          throw new IllegalArgumentException(
              "Cannot train on %s: sequence %d holds id %d at token %d (must be 0..%d)"
                  .formatted(file.file(), sequence, token, start + i, vocabularySize - 1));
        }
        target[offset + i] = token;
      }
      int last = length(document);
      if (start + count == last && file.token(sequence, last) != separator) {
        throw new IllegalArgumentException(
            "Cannot train on %s: sequence %d ends in id %d, not in the separator %d"
                .formatted(file.file(), sequence, file.token(sequence, last), separator));
      }
    }

    /// How often each token id occurs, separators not counted.
    public long[] counts() {
      long[] counts = new long[vocabularySize];
      int[] buffer = new int[4096];
      for (int document = 0; document < documents(); document++) {
        int length = length(document);
        for (int start = 0; start < length; start += buffer.length) {
          int count = Math.min(buffer.length, length - start);
          read(document, start, count, buffer, 0);
          for (int i = 0; i < count; i++) {
            counts[buffer[i]]++;
          }
        }
      }
      return counts;
    }

    private int part(int document) {
      int at = Arrays.binarySearch(firstDocument, document);
      if (at < 0) {
        return -at - 2;
      }
      // Parts without a document begin where the next one does.
      while (firstDocument[at + 1] == document) {
        at++;
      }
      return at;
    }

    private int sequence(int part, int document) {
      return exclusions.get(part).sequence(document - firstDocument[part]);
    }
  }
}
