package org.peykare.formats.shards;

import java.util.List;
import org.peykare.formats.JsonCodec;

/// `dataset.json` of a tokenized data set: where it came from and what a trainer must know of the
/// tokenizer without having it.
///
/// A data set is a folder: `dataset.json`, a copy of `tokenizer.json`, and one folder per part with
/// `train.bin`, `train.idx`, `train.ids`, `validation.bin`, `validation.idx`, `validation.ids`.
/// Each sequence is one document: its tokens, then [SpecialTokens#sep]. An `.ids` file holds the
/// document ids of the sequences in order, 16 bytes each.
///
/// @param version layout version of this card, [#VERSION]
/// @param snapshot the corpus snapshot, by id
/// @param snapshotTag its tag, or the id again where it has none
/// @param tokenizerSha256 of `tokenizer.json`, hexadecimal
/// @param vocabularySize number of token ids
/// @param specialTokens ids of the special tokens
/// @param validationShare share of documents held out, by hash of the cluster id
/// @param parts the parts, in order
/// @param tokenByteLengths by token id: bytes of UTF-8 text the token stands for (0 for special
///   ones)
/// @param tokenWordStarts by token id: `1` where the token begins a word (white space before it is
///   its own), else `0`; one character per id
public record DatasetCard(
    int version,
    String snapshot,
    String snapshotTag,
    String tokenizerSha256,
    int vocabularySize,
    SpecialTokens specialTokens,
    double validationShare,
    List<Part> parts,
    int[] tokenByteLengths,
    String tokenWordStarts) {

  /// The layout version this code writes and reads.
  public static final int VERSION = 1;

  /// Name of the card's file.
  public static final String FILE = "dataset.json";

  /// JSON codec of the card.
  public static final JsonCodec<DatasetCard> CODEC = JsonCodec.of(DatasetCard.class);

  public DatasetCard {
    parts = List.copyOf(parts);
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "Cannot read a data set card of version " + version + " (must be " + VERSION + ")");
    }
    if (tokenByteLengths.length != vocabularySize || tokenWordStarts.length() != vocabularySize) {
      throw new IllegalArgumentException(
          "Invalid data set card: vocabulary of %d, but %d byte lengths and %d word starts"
              .formatted(vocabularySize, tokenByteLengths.length, tokenWordStarts.length()));
    }
  }

  /// Ids of the special tokens.
  public record SpecialTokens(int pad, int unk, int cls, int sep, int mask) {}

  /// One part: a folder with a train and a validation split.
  public record Part(String name, Split train, Split validation) {}

  /// One split: its size and the SHA-256 of its `.bin` file.
  public record Split(long documents, long tokens, String sha256) {}
}
