package org.peykare.tokenizer.bpe;

import java.util.List;

/// Pair of token ids → rank and result. A pair that comes twice keeps its last rank.
final class Merges {
  /// No such merge; above every rank.
  static final int NONE = Integer.MAX_VALUE;

  private final LongIndex pairs;
  private final int[] ranks;
  private final int[] results;

  Merges(List<BpeVocabulary.Merge> merges) {
    pairs = new LongIndex(merges.size());
    ranks = new int[merges.size()];
    results = new int[merges.size()];
    for (int rank = 0; rank < merges.size(); rank++) {
      BpeVocabulary.Merge merge = merges.get(rank);
      ranks[pairs.findOrAdd(pair(merge.left(), merge.right()))] = rank;
      results[rank] = merge.merged();
    }
  }

  static long pair(int left, int right) {
    return (long) left << 32 | right;
  }

  /// The rank of the pair, or [#NONE].
  int rank(int left, int right) {
    int found = pairs.find(pair(left, right));
    return found < 0 ? NONE : ranks[found];
  }

  /// What the merge of rank `rank` makes.
  int result(int rank) {
    return results[rank];
  }
}
