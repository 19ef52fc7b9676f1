package org.peykare.tokenizer.bpe;

import java.util.Arrays;
import java.util.PriorityQueue;

/// Merges the symbols of one word: always the pair of lowest rank, the leftmost of equals.
final class WordMerger {
  /// Up to this many symbols a plain search for the lowest rank is faster than a heap.
  private static final int SHORT = 48;

  private final Merges merges;

  WordMerger(Merges merges) {
    this.merges = merges;
  }

  /// Merges the first `count` of `symbols` in place; returns how many remain.
  int merge(int[] symbols, int count) {
    return merge(symbols, new int[0], count);
  }

  /// The same, and adds up the lengths of what is merged, unless there are none.
  int merge(int[] symbols, int[] lengths, int count) {
    return count <= SHORT
        ? mergeShort(symbols, lengths, count)
        : mergeLong(symbols, lengths, count);
  }

  private int mergeShort(int[] symbols, int[] lengths, int count) {
    int[] ranks = new int[SHORT];
    int size = count;
    for (int i = 0; i + 1 < size; i++) {
      ranks[i] = merges.rank(symbols[i], symbols[i + 1]);
    }
    while (size > 1) {
      int best = 0;
      for (int i = 1; i + 1 < size; i++) {
        if (ranks[i] < ranks[best]) {
          best = i;
        }
      }
      if (ranks[best] == Merges.NONE) {
        return size;
      }
      symbols[best] = merges.result(ranks[best]);
      size--;
      if (lengths.length > 0) {
        lengths[best] += lengths[best + 1];
        System.arraycopy(lengths, best + 2, lengths, best + 1, size - best - 1);
      }
      System.arraycopy(symbols, best + 2, symbols, best + 1, size - best - 1);
      System.arraycopy(ranks, best + 1, ranks, best, size - best);
      if (best + 1 < size) {
        ranks[best] = merges.rank(symbols[best], symbols[best + 1]);
      }
      if (best > 0) {
        ranks[best - 1] = merges.rank(symbols[best - 1], symbols[best]);
      }
    }
    return size;
  }

  /// A heap of (rank, position) over a doubly linked list; entries that no longer hold are skipped.
  private int mergeLong(int[] symbols, int[] lengths, int count) {
    int[] next = new int[count];
    int[] previous = new int[count];
    PriorityQueue<Long> heap = new PriorityQueue<>();
    for (int i = 0; i < count; i++) {
      next[i] = i + 1;
      previous[i] = i - 1;
      if (i + 1 < count) {
        push(heap, symbols, i, i + 1);
      }
    }
    while (heap.poll() instanceof Long entry) {
      int rank = (int) (entry >>> 32);
      int at = (int) (long) entry;
      int right = symbols[at] < 0 ? count : next[at];
      if (right >= count || merges.rank(symbols[at], symbols[right]) != rank) {
        continue;
      }
      symbols[at] = merges.result(rank);
      symbols[right] = -1;
      if (lengths.length > 0) {
        lengths[at] += lengths[right];
      }
      next[at] = next[right];
      if (next[at] < count) {
        previous[next[at]] = at;
        push(heap, symbols, at, next[at]);
      }
      if (previous[at] >= 0) {
        push(heap, symbols, previous[at], at);
      }
    }
    int size = 0;
    for (int i = 0; i < count; i = next[i]) {
      if (lengths.length > 0) {
        lengths[size] = lengths[i];
      }
      symbols[size++] = symbols[i];
    }
    return size;
  }

  private void push(PriorityQueue<Long> heap, int[] symbols, int left, int right) {
    int rank = merges.rank(symbols[left], symbols[right]);
    if (rank != Merges.NONE) {
      heap.add((long) rank << 32 | left);
    }
  }

  /// The symbols of `bytes` after merging.
  int[] merge(byte[] bytes, int length, int[] idOfByte) {
    int[] symbols = new int[length];
    for (int i = 0; i < length; i++) {
      symbols[i] = idOfByte[bytes[i] & 0xFF];
    }
    return Arrays.copyOf(symbols, merge(symbols, length));
  }
}
