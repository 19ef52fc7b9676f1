package org.peykare.tokenizer.bpe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// The words of a training as symbols, how often each pair of neighbours occurs, and a queue of the
/// pairs by count.
///
/// The queue is lazy: an entry holds the count at the time it was queued and is queued again when
/// that proves stale. An entry knows only the words where the pair came up since the entry before.
final class PairTable {
  /// A queued pair.
  static final class Top {
    private final int pair;
    private final long ids;
    private long count;
    private final IntList words;

    private Top(int pair, long ids, long count, IntList words) {
      this.pair = pair;
      this.ids = ids;
      this.count = count;
      this.words = words;
    }

    int left() {
      return (int) (ids >>> 32);
    }

    int right() {
      return (int) ids;
    }
  }

  /// A growing list of word numbers in ascending order.
  private static final class IntList {
    private int[] values = new int[2];
    private int size;

    void addOnce(int value) {
      if (size > 0 && values[size - 1] == value) {
        return;
      }
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
      }
      values[size++] = value;
    }
  }

  private final int maxTokenLength;
  private final BpeTrainer.Tokens tokens;
  private final List<int[]> words = new ArrayList<>();
  private long[] frequencies = new long[1024];
  private final LongIndex pairs = new LongIndex(1 << 12);
  private long[] ids = new long[1 << 12];
  private long[] counts = new long[1 << 12];
  private @Nullable IntList[] found = new @Nullable IntList[1 << 12];
  private final IntList touched = new IntList();
  private final PriorityQueue<Top> queue =
      new PriorityQueue<>(
          Comparator.comparingLong((Top t) -> -t.count).thenComparingLong(t -> t.ids));

  PairTable(int maxTokenLength, BpeTrainer.Tokens tokens) {
    this.maxTokenLength = maxTokenLength;
    this.tokens = tokens;
  }

  /// Adds a word that occurs `times` times.
  void add(int[] symbols, long times) {
    int word = words.size();
    if (word == frequencies.length) {
      frequencies = Arrays.copyOf(frequencies, 2 * word);
    }
    words.add(symbols);
    frequencies[word] = times;
    for (int i = 0; i + 1 < symbols.length; i++) {
      increase(symbols[i], symbols[i + 1], word);
    }
  }

  /// Queues the pairs that came up since the last call.
  void queueAll() {
    for (int i = 0; i < touched.size; i++) {
      int pair = touched.values[i];
      IntList where = found[pair];
      found[pair] = null;
      if (where != null && counts[pair] > 0) {
        queue.add(new Top(pair, ids[pair], counts[pair], where));
      }
    }
    touched.size = 0;
  }

  /// Takes the most frequent pair; null if none is left that occurs `minFrequency` times.
  @Nullable Top poll(long minFrequency) {
    while (queue.poll() instanceof Top top) {
      if (top.count == counts[top.pair]) {
        return top.count < Math.max(1, minFrequency) ? null : top;
      }
      top.count = counts[top.pair];
      queue.add(top);
    }
    return null;
  }

  /// Replaces the pair by `merged` in all its words and queues the pairs this makes.
  void merge(Top top, int merged) {
    for (int i = 0; i < top.words.size; i++) {
      merge(top.words.values[i], top.left(), top.right(), merged);
    }
    queueAll();
  }

  private void merge(int word, int left, int right, int merged) {
    int[] symbols = words.get(word);
    int size = symbols.length;
    int length = tokens.length(merged);
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (symbols[i] != left || i + 1 >= size || symbols[i + 1] != right) {
        symbols[kept++] = symbols[i];
        continue;
      }
      if (kept > 0) {
        decrease(symbols[kept - 1], left, word);
        if (isShort(length, symbols[kept - 1])) {
          increase(symbols[kept - 1], merged, word);
        }
      }
      if (i + 2 < size) {
        decrease(right, symbols[i + 2], word);
        if (isShort(length, symbols[i + 2])) {
          increase(merged, symbols[i + 2], word);
        }
      }
      symbols[kept++] = merged;
      i++;
    }
    if (kept < size) {
      words.set(word, Arrays.copyOf(symbols, kept));
    }
  }

  private boolean isShort(int length, int neighbour) {
    return maxTokenLength == Integer.MAX_VALUE
        || length + tokens.length(neighbour) < maxTokenLength;
  }

  private void increase(int left, int right, int word) {
    int pair = number(left, right);
    counts[pair] += frequencies[word];
    IntList where = found[pair];
    if (where == null) {
      where = new IntList();
      found[pair] = where;
      touched.addOnce(pair);
    }
    where.addOnce(word);
  }

  private void decrease(int left, int right, int word) {
    counts[number(left, right)] -= frequencies[word];
  }

  private int number(int left, int right) {
    long key = Merges.pair(left, right);
    int number = pairs.findOrAdd(key);
    if (number == counts.length) {
      ids = Arrays.copyOf(ids, 2 * number);
      counts = Arrays.copyOf(counts, 2 * number);
      found = Arrays.copyOf(found, 2 * number);
    }
    ids[number] = key;
    return number;
  }
}
