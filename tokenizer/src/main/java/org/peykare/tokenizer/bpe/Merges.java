package org.peykare.tokenizer.bpe;

import java.util.Arrays;
import java.util.List;

/// Which pairs of tokens merge: an open-addressing table from pairs to the rank of their merge and
/// what it makes, which lie side by side in memory.
final class Merges {
  /// What [#find] answers for a pair that does not merge; above every other answer.
  static final long NONE = Long.MAX_VALUE;

  private static final int LOW = 320;
  private static final long MIX = 0x9E3779B97F4A7C15L;

  /// Pairs at even places, `rank << 32 | result` after each, [#NONE] where there is no pair.
  private final long[] table;

  private final int shift;

  /// The same for pairs of ids below [#LOW], which the bytes of words begin with, without a hash.
  private final long[] low = new long[LOW * LOW];

  Merges(List<BpeVocabulary.Merge> merges) {
    int slots = Integer.highestOneBit(Math.max(16, merges.size()) * 2 - 1) * 2;
    table = new long[2 * slots];
    Arrays.fill(table, NONE);
    Arrays.fill(low, NONE);
    shift = Long.numberOfLeadingZeros(slots) + 1;
    for (int rank = 0; rank < merges.size(); rank++) {
      BpeVocabulary.Merge merge = merges.get(rank);
      int at = slot(pair(merge.left(), merge.right()));
      table[at] = pair(merge.left(), merge.right());
      table[at + 1] = pair(rank, merge.merged());
      if (merge.left() < LOW && merge.right() < LOW) {
        low[merge.left() * LOW + merge.right()] = table[at + 1];
      }
    }
  }

  static long pair(int left, int right) {
    return (long) left << 32 | right;
  }

  private int slot(long pair) {
    int at = (int) (pair * MIX >>> shift) << 1;
    while (table[at + 1] != NONE && table[at] != pair) {
      at = at + 2 & table.length - 1;
    }
    return at;
  }

  /// `rank << 32 | result` of the merge of the pair, or [#NONE]. The lesser comes first.
  long find(int left, int right) {
    return left < LOW && right < LOW ? low[left * LOW + right] : table[slot(pair(left, right)) + 1];
  }

  /// What the merge found makes.
  static int result(long found) {
    return (int) found;
  }
}
