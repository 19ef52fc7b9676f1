package org.peykare.trainer.data;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntUnaryOperator;

/// Which pieces of documents make up each sequence of one epoch.
///
/// Documents longer than a sequence are cut into pieces; where the cuts fall differs from epoch to
/// epoch. The pieces, in random order, each go into the sequence that they fill best; at the end
/// the sequences are put into random order. All of it follows from the seed and the epoch. A
/// document of a data set with weight w is there ⌊w⌋ times, and once more with the rest of w as its
/// chance, drawn anew in each epoch.
final class PackedEpoch {
  /// Tokens added to each piece: [CLS] before it and [SEP] after it.
  static final int FRAME = 2;

  private static final int NONE = -1;

  private int[] document = new int[1024];
  private int[] start = new int[1024];
  private int[] length = new int[1024];
  private int pieces;

  private final int[] nextInSequence;
  private final int[] firstOfSequence;
  private final int[] order;

  private PackedEpoch(
      TokenShards.Split split,
      int sequenceLength,
      SeededRandom random,
      IntUnaryOperator copies,
      boolean cut) {
    for (int d = 0; d < split.documents(); d++) {
      for (int copy = copies.applyAsInt(d); copy > 0; copy--) {
        cut(split, d, sequenceLength - FRAME, random, cut);
      }
    }
    int[] pieceOrder = identity(pieces);
    random.shuffle(pieceOrder);
    nextInSequence = new int[pieces];
    firstOfSequence = new int[pieces];
    int sequences = pack(pieceOrder, sequenceLength);
    order = identity(sequences);
    random.shuffle(order);
  }

  /// The sequences of epoch number `epoch` of a training with `seed`.
  static PackedEpoch of(TokenShards.Split split, int sequenceLength, long seed, int epoch) {
    return new PackedEpoch(
        split,
        sequenceLength,
        new SeededRandom(seed, epoch, 'p'),
        d ->
            DatasetShare.copies(
                split.weight(d), new SeededRandom(seed, epoch, d, 'c').nextDouble()),
        true);
  }

  /// The sequences for evaluation: cuts at multiples of the piece length, always the same.
  static PackedEpoch fixed(TokenShards.Split split, int sequenceLength) {
    return new PackedEpoch(split, sequenceLength, new SeededRandom('e'), _ -> 1, false);
  }

  private void cut(TokenShards.Split split, int d, int most, SeededRandom random, boolean shift) {
    int tokens = split.length(d);
    int from = 0;
    if (shift && tokens > most) {
      int first = random.nextInt(most);
      add(d, 0, first);
      from = first;
    }
    for (; from < tokens; from += most) {
      add(d, from, Math.min(most, tokens - from));
    }
  }

  private void add(int inDocument, int from, int count) {
    if (count == 0) {
      return;
    }
    if (pieces == document.length) {
      int grown = pieces + (pieces >> 1);
      document = Arrays.copyOf(document, grown);
      start = Arrays.copyOf(start, grown);
      length = Arrays.copyOf(length, grown);
    }
    document[pieces] = inDocument;
    start[pieces] = from;
    length[pieces] = count;
    pieces++;
  }

  /// Best fit: each piece goes where the least room is left over. Sequences with the same room left
  /// are a chain; the set holds the rooms that have a chain.
  private int pack(int[] pieceOrder, int sequenceLength) {
    int[] chain = new int[sequenceLength + 1];
    Arrays.fill(chain, NONE);
    int[] nextInChain = new int[pieces];
    BitSet rooms = new BitSet(sequenceLength + 1);
    int sequences = 0;
    for (int piece : pieceOrder) {
      int need = length[piece] + FRAME;
      int room = rooms.nextSetBit(need);
      int sequence;
      if (room < 0) {
        sequence = sequences++;
        room = sequenceLength;
        firstOfSequence[sequence] = NONE;
      } else {
        sequence = chain[room];
        chain[room] = nextInChain[sequence];
        rooms.set(room, chain[room] != NONE);
      }
      nextInSequence[piece] = firstOfSequence[sequence];
      firstOfSequence[sequence] = piece;
      nextInChain[sequence] = chain[room - need];
      chain[room - need] = sequence;
      rooms.set(room - need);
    }
    return sequences;
  }

  /// Number of sequences.
  int sequences() {
    return order.length;
  }

  /// Number of tokens of documents in all sequences.
  long tokens() {
    return Arrays.stream(length, 0, pieces).asLongStream().sum();
  }

  /// Takes each piece of the `index`-th sequence.
  void forEachPiece(int index, PieceReader reader) {
    for (int p = firstOfSequence[order[index]]; p != NONE; p = nextInSequence[p]) {
      reader.read(document[p], start[p], length[p]);
    }
  }

  /// Takes a piece: `count` tokens of a document from `start`.
  interface PieceReader {
    void read(int document, int start, int count);
  }

  private static int[] identity(int count) {
    int[] values = new int[count];
    Arrays.setAll(values, i -> i);
    return values;
  }
}
