package org.peykare.tokenizer.shards;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.List;
import org.peykare.formats.shards.DatasetCard;
import org.peykare.formats.url.DocumentId;
import org.peykare.tokenizer.json.TokenizerJson;
import org.peykare.tokenizer.pipeline.Pipeline;

/// Writes a data set of one part. Everything goes to a temporary folder beside the target, which
/// takes the target's name when all is written; closing without [#finish] leaves nothing behind,
/// and what a killed process left is removed when the same target is written again. The same
/// documents in the same order give the same bytes.
public final class DataSetWriter implements AutoCloseable {
  /// Name of the only part.
  public static final String PART = "part-00000";

  private final Path target;
  private final UnfinishedFolder unfinished;
  private final Pipeline tokenizer;
  private final String tokenizerJson;
  private final DatasetCard.SpecialTokens special;
  private final double validationShare;
  private final SplitWriter train;
  private final SplitWriter validation;

  /// Begins a data set.
  ///
  /// @param target the folder to make; must not exist
  /// @param tokenizer the tokenizer the documents are encoded with
  /// @param tokenizerJson the text of its `tokenizer.json`, which is laid beside the shards
  /// @param validationShare share of the documents held out
  public DataSetWriter(
      Path target, Pipeline tokenizer, String tokenizerJson, double validationShare) {
    this.target = target.toAbsolutePath().normalize();
    this.tokenizer = tokenizer;
    this.tokenizerJson = tokenizerJson;
    this.validationShare = validationShare;
    special = special(tokenizer);
    if (Files.exists(this.target)) {
      throw new IllegalArgumentException(
          "Cannot write data set: %s exists already (remove it or name another folder)"
              .formatted(this.target));
    }
    try {
      unfinished = new UnfinishedFolder(this.target);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write data set " + target, e);
    }
    try {
      Path part = Files.createDirectory(unfinished.path().resolve(PART));
      train = new SplitWriter(part, "train", tokenizer.vocabularySize());
      validation = new SplitWriter(part, "validation", tokenizer.vocabularySize());
    } catch (IOException e) {
      try {
        unfinished.close();
      } catch (IOException again) {
        e.addSuppressed(again);
      }
      throw new UncheckedIOException("Cannot write data set " + target, e);
    }
  }

  private static DatasetCard.SpecialTokens special(Pipeline tokenizer) {
    return new DatasetCard.SpecialTokens(
        required(tokenizer, "[PAD]"),
        required(tokenizer, "[UNK]"),
        required(tokenizer, "[CLS]"),
        required(tokenizer, "[SEP]"),
        required(tokenizer, "[MASK]"));
  }

  private static int required(Pipeline tokenizer, String token) {
    if (tokenizer.specialTokens().get(token) instanceof Integer id) {
      return id;
    }
    throw new IllegalArgumentException(
        "Cannot write data set: the tokenizer has no special token %s (a data set needs [PAD], [UNK], [CLS], [SEP] and [MASK]; it has %s)"
            .formatted(token, tokenizer.specialTokens().keySet()));
  }

  /// Adds a document.
  ///
  /// @param id its id, 32 hexadecimal digits
  /// @param cluster the id of its duplicate cluster, which decides whether it is held out
  /// @param tokens its tokens, without the `[SEP]` that ends it in the shard
  public void add(String id, String cluster, int[] tokens) {
    SplitWriter split = isHeldOut(cluster, validationShare) ? validation : train;
    try {
      split.add(DocumentId.parse(id), tokens, special.sep());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write data set " + target, e);
    }
  }

  /// Whether the documents of `cluster` belong to the validation split: the first 53 bits of the
  /// SHA-256 of its id, as a fraction, lie below `share`.
  static boolean isHeldOut(String cluster, double share) {
    long bits = ByteBuffer.wrap(Digests.sha256().digest(cluster.getBytes(UTF_8))).getLong() >>> 11;
    return bits * 0x1p-53 < share;
  }

  /// Lays a file beside the shards.
  public void keep(String name, String text) {
    try {
      write(name, text);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write data set " + target, e);
    }
  }

  /// Completes the data set and gives it its name.
  ///
  /// @param snapshot id of the snapshot the documents came from
  /// @param tag its tag
  public DatasetCard finish(String snapshot, String tag) {
    try {
      TokenFacts facts = TokenFacts.of(tokenizer);
      DatasetCard card =
          new DatasetCard(
              DatasetCard.VERSION,
              snapshot,
              tag,
              HexFormat.of().formatHex(Digests.sha256().digest(tokenizerJson.getBytes(UTF_8))),
              tokenizer.vocabularySize(),
              special,
              validationShare,
              List.of(new DatasetCard.Part(PART, train.finish(), validation.finish())),
              facts.byteLengths(),
              facts.wordStarts());
      write(TokenizerJson.FILE, tokenizerJson);
      write(DatasetCard.FILE, DatasetCard.CODEC.toJson(card) + "\n");
      unfinished.finish();
      return card;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write data set " + target, e);
    }
  }

  private void write(String name, String text) throws IOException {
    Path file = unfinished.path().resolve(name);
    Files.writeString(file, text);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /// A folder for temporary files; it must be gone again before [#finish].
  public Path scratch() {
    return unfinished.path().resolve("scratch");
  }

  @Override
  public void close() {
    // Whatever fails, the folder goes.
    try (unfinished;
        validation) {
      train.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot close data set " + target, e);
    }
  }
}
