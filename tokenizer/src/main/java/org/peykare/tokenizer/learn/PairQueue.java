package org.peykare.tokenizer.learn;

import java.util.Arrays;

/// Pairs in the order in which they are merged: the most frequent first, of equals the one with the
/// smallest ids.
///
/// The queue is lazy: an entry holds the count at the time it was queued and is queued again when
/// that proves stale. An entry knows only the words where the pair came up since the entry before.
/// Those lists lie in one array in the order of the entries; when it is full the lists still needed
/// move together.
final class PairQueue {
  private final PairCounts counts;

  private long[] keys = new long[1 << 12];
  private long[] queued = new long[1 << 12];
  private int[] listStart = new int[1 << 12];
  private int[] listLength = new int[1 << 12];
  private int entries;

  /// A binary heap of entries.
  private int[] heap = new int[1 << 12];

  private int size;

  private int[] words;
  private int used;

  /// An empty queue with room for lists of `words` words in all.
  PairQueue(PairCounts counts, int words) {
    this.counts = counts;
    this.words = new int[words];
  }

  /// Queues a pair with as many words as `length` says; returns its entry. The words follow by
  /// [#setWord].
  int add(long key, long count, int length) {
    if (entries == keys.length) {
      int capacity = WordTable.grown(entries + 1L, entries);
      keys = Arrays.copyOf(keys, capacity);
      queued = Arrays.copyOf(queued, capacity);
      listStart = Arrays.copyOf(listStart, capacity);
      listLength = Arrays.copyOf(listLength, capacity);
      heap = Arrays.copyOf(heap, capacity);
    }
    if (used + length > words.length) {
      makeRoom(length);
    }
    int entry = entries++;
    keys[entry] = key;
    queued[entry] = count;
    listStart[entry] = used;
    listLength[entry] = length;
    used += length;
    heap[size] = entry;
    siftUp(size++);
    return entry;
  }

  /// Word number `i` of the entry's list.
  void setWord(int entry, int i, int word) {
    words[listStart[entry] + i] = word;
  }

  int word(int entry, int i) {
    return words[listStart[entry] + i];
  }

  /// Words in the entry's list.
  int words(int entry) {
    return listLength[entry];
  }

  /// The entry's pair.
  long key(int entry) {
    return keys[entry];
  }

  /// Takes the entry of the most frequent pair; -1 if none is left that occurs `least` times. Its
  /// list stays until [#release].
  int poll(long least) {
    while (size > 0) {
      int top = heap[0];
      long now = counts.get(keys[top]);
      if (queued[top] == now) {
        if (now < least) {
          return -1;
        }
        heap[0] = heap[--size];
        siftDown(0);
        return top;
      }
      queued[top] = now;
      siftDown(0);
    }
    return -1;
  }

  /// Frees the list of an entry that was taken.
  void release(int entry) {
    listLength[entry] = 0;
  }

  /// Lists of pairs that no longer occur are of no use: no word has the pair.
  private void makeRoom(int length) {
    int kept = 0;
    for (int entry = 0; entry < entries; entry++) {
      if (listLength[entry] > 0 && counts.get(keys[entry]) == 0) {
        listLength[entry] = 0;
      }
      System.arraycopy(words, listStart[entry], words, kept, listLength[entry]);
      listStart[entry] = kept;
      kept += listLength[entry];
    }
    used = kept;
    long needed = (long) kept + length;
    if (4 * needed > 3L * words.length) {
      words = Arrays.copyOf(words, WordTable.grown(needed, words.length));
    }
  }

  private boolean isBefore(int a, int b) {
    if (queued[a] != queued[b]) {
      return queued[a] > queued[b];
    }
    return keys[a] != keys[b] ? keys[a] < keys[b] : a < b;
  }

  private void siftUp(int from) {
    int at = from;
    int entry = heap[at];
    while (at > 0 && isBefore(entry, heap[(at - 1) >>> 1])) {
      heap[at] = heap[(at - 1) >>> 1];
      at = (at - 1) >>> 1;
    }
    heap[at] = entry;
  }

  private void siftDown(int from) {
    int at = from;
    int entry = heap[at];
    for (int child = 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && isBefore(heap[child + 1], heap[child])) {
        child++;
      }
      if (!isBefore(heap[child], entry)) {
        break;
      }
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = entry;
  }
}
