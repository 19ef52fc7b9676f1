package org.peykare.tokenizer.bpe;

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
    long[] found = new long[SHORT];
    int size = count;
    for (int i = 0; i + 1 < size; i++) {
      found[i] = merges.find(symbols[i], symbols[i + 1]);
    }
    while (size > 1) {
      int best = 0;
      for (int i = 1; i + 1 < size; i++) {
        if (found[i] < found[best]) {
          best = i;
        }
      }
      if (found[best] == Merges.NONE) {
        return size;
      }
      symbols[best] = Merges.result(found[best]);
      size--;
      if (lengths.length > 0) {
        lengths[best] += lengths[best + 1];
        System.arraycopy(lengths, best + 2, lengths, best + 1, size - best - 1);
      }
      System.arraycopy(symbols, best + 2, symbols, best + 1, size - best - 1);
      System.arraycopy(found, best + 1, found, best, size - best);
      if (best + 1 < size) {
        found[best] = merges.find(symbols[best], symbols[best + 1]);
      }
      if (best > 0) {
        found[best - 1] = merges.find(symbols[best - 1], symbols[best]);
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
      if (right >= count) {
        continue;
      }
      long found = merges.find(symbols[at], symbols[right]);
      if (found >>> 32 != rank) {
        continue;
      }
      symbols[at] = Merges.result(found);
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
    long found = merges.find(symbols[left], symbols[right]);
    if (found != Merges.NONE) {
      heap.add(found >>> 32 << 32 | left);
    }
  }
}
