package org.peykare.formats.shards;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.peykare.formats.JsonCodec;

/// `dataset.json` of a tokenized data set: where it came from and what a trainer must know of the
/// tokenizer without having it.
///
/// A data set is a folder: `dataset.json`, a copy of `tokenizer.json`, and one folder per part with
/// the files of two splits. Each sequence is one document: its tokens, then [SpecialTokens#sep].
/// Parts may be shared with the data set of an earlier snapshot; sequences of theirs that the newer
/// snapshot no longer has are listed as excluded. Layout: `formats/shards.md`.
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
/// @param languageWeights by language: how often a training document is written; languages that are
///   not named have 1
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
    String tokenWordStarts,
    Map<String, Double> languageWeights) {

  /// The layout version this code writes; it reads the earlier ones too.
  public static final int VERSION = 2;

  /// Name of the card's file.
  public static final String FILE = "dataset.json";

  /// JSON codec of the card.
  public static final JsonCodec<DatasetCard> CODEC = JsonCodec.of(DatasetCard.class);

  public DatasetCard {
    parts = List.copyOf(parts);
    languageWeights =
        languageWeights == null
            ? Map.of()
            : Collections.unmodifiableMap(new TreeMap<>(languageWeights));
    if (version < 1 || version > VERSION) {
      throw new IllegalArgumentException(
          "Cannot read a data set card of version " + version + " (must be 1.." + VERSION + ")");
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
  ///
  /// @param snapshot the snapshot whose new documents it holds; missing in cards of version 1
  public record Part(String name, @Nullable String snapshot, Split train, Split validation) {}

  /// One split of a part.
  ///
  /// @param documents sequences in its files
  /// @param tokens tokens in its files, separators counted
  /// @param sha256 of its `.bin` file
  /// @param excludedDocuments sequences that are not of this data set, listed in `.excluded`
  /// @param excludedTokens their tokens
  public record Split(
      long documents, long tokens, String sha256, long excludedDocuments, long excludedTokens) {

    /// A split with all its documents.
    public static Split whole(long documents, long tokens, String sha256) {
      return new Split(documents, tokens, sha256, 0, 0);
    }

    /// The same files without some of the documents.
    public Split without(long excludedDocuments, long excludedTokens) {
      return new Split(documents, tokens, sha256, excludedDocuments, excludedTokens);
    }

    /// Documents of the data set in this split.
    public long keptDocuments() {
      return documents - excludedDocuments;
    }

    /// Tokens of the data set in this split.
    public long keptTokens() {
      return tokens - excludedTokens;
    }
  }
}
