package org.peykare.trainer.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.peykare.formats.shards.DatasetCard.SpecialTokens;

/// The endless row of training batches: each epoch holds every token once, in an order that follows
/// from the seed and the epoch alone.
public final class Batches {
  private final TokenShards.Split split;
  private final SpecialTokens special;
  private final int columns;
  private final long seed;
  private DataPosition position;
  private PackedEpoch epoch;

  /// Batches of sequences of `columns` tokens, from `position` on.
  ///
  /// @throws IllegalArgumentException when the split holds no tokens
  public Batches(
      TokenShards.Split split,
      SpecialTokens special,
      int columns,
      long seed,
      DataPosition position) {
    this.split = split;
    this.special = special;
    this.columns = columns;
    this.seed = seed;
    this.position = position;
    this.epoch = PackedEpoch.of(split, columns, seed, position.epoch());
    if (epoch.sequences() == 0) {
      throw new IllegalArgumentException(
          "Cannot train: the data set's training split holds no tokens");
    }
  }

  /// The next batch of `rows` sequences. The last of an epoch is filled up from the next epoch.
  public Batch next(int rows) {
    var writer = new RowWriter(rows, columns, special);
    for (int row = 0; row < rows; row++) {
      writer.write(epoch, split, position.sequence(), row);
      position = new DataPosition(position.epoch(), position.sequence() + 1);
      if (position.sequence() == epoch.sequences()) {
        position = new DataPosition(position.epoch() + 1, 0);
        epoch = PackedEpoch.of(split, columns, seed, position.epoch());
      }
    }
    return writer.batch();
  }

  /// Where the next batch begins.
  public DataPosition position() {
    return position;
  }

  /// Steps of `rows` sequences that the current epoch takes, rounded up.
  public int stepsPerEpoch(int rows) {
    return (epoch.sequences() + rows - 1) / rows;
  }

  /// The same batches every time, for evaluation: at most `mostSequences` sequences of the split,
  /// the last batch perhaps smaller.
  public static List<Batch> fixed(
      TokenShards.Split split, SpecialTokens special, int rows, int columns, int mostSequences) {
    PackedEpoch epoch = PackedEpoch.fixed(split, columns);
    int sequences = Math.min(mostSequences, epoch.sequences());
    List<Batch> batches = new ArrayList<>();
    for (int first = 0; first < sequences; first += rows) {
      var writer = new RowWriter(Math.min(rows, sequences - first), columns, special);
      for (int row = 0; row < writer.rows; row++) {
        writer.write(epoch, split, first + row, row);
      }
      batches.add(writer.batch());
    }
    return batches;
  }

  /// Writes [CLS] piece [SEP], one after another, into the rows of a batch.
  private static final class RowWriter {
    final int rows;
    private final int columns;
    private final SpecialTokens special;
    private final int[] ids;
    private final int[] documents;

    RowWriter(int rows, int columns, SpecialTokens special) {
      this.rows = rows;
      this.columns = columns;
      this.special = special;
      ids = new int[rows * columns];
      documents = new int[rows * columns];
      Arrays.fill(ids, special.pad());
    }

    void write(PackedEpoch epoch, TokenShards.Split split, int sequence, int row) {
      int[] cursor = {row * columns, 0};
      epoch.forEachPiece(
          sequence,
          (document, start, count) -> {
            int from = cursor[0];
            int to = from + count + PackedEpoch.FRAME;
            ids[from] = special.cls();
            split.read(document, start, count, ids, from + 1);
            ids[to - 1] = special.sep();
            Arrays.fill(documents, from, to, ++cursor[1]);
            cursor[0] = to;
          });
    }

    Batch batch() {
      return new Batch(rows, columns, ids, documents);
    }
  }
}
