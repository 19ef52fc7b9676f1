package org.peykare.tokenizer.learn;

import java.util.Arrays;

/// Counts different words without an object for each: an open-addressing table over one array of
/// characters.
public final class WordTable {
  private static final int FIRST_SLOTS = 1 << 10;

  /// Per slot the hash (upper half) and the number of the word plus one (lower half); 0 is free.
  private long[] slots = new long[FIRST_SLOTS];

  private char[] characters = new char[1 << 12];

  /// Word `i` is `characters` from `starts[i]` to `starts[i + 1]`.
  private int[] starts = new int[FIRST_SLOTS];

  private long[] counts = new long[FIRST_SLOTS];
  private int distinct;
  private long total;

  /// Takes what was counted.
  @FunctionalInterface
  public interface CountSink {
    /// The next word, `characters` from `from` to `to`, and how often it came. The array is the
    /// table's own.
    void count(char[] characters, int from, int to, long times);
  }

  /// Counts the word `text` from `from` to `to` once; nothing if it is empty.
  public void add(char[] text, int from, int to) {
    if (from < to) {
      add(hash(text, from, to), text, from, to, 1);
    }
  }

  private static int hash(char[] text, int from, int to) {
    int hash = to - from;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + text[i];
    }
    hash *= 0x9E3779B9;
    return hash ^ hash >>> 15;
  }

  /// Adds the counts of `other` and empties it; its room stays.
  void pour(WordTable other) {
    for (long slot : other.slots) {
      if (slot != 0) {
        int word = (int) slot - 1;
        add(
            (int) (slot >>> 32),
            other.characters,
            other.starts[word],
            other.starts[word + 1],
            other.counts[word]);
      }
    }
    Arrays.fill(other.slots, 0);
    other.distinct = 0;
    other.total = 0;
  }

  private void add(int hash, char[] word, int from, int to, long times) {
    for (int at = hash; ; at++) {
      long slot = slots[at & slots.length - 1];
      if (slot == 0) {
        System.arraycopy(word, from, room(to - from), starts[distinct], to - from);
        append(hash, to - from, times);
        return;
      }
      int known = (int) slot - 1;
      if ((int) (slot >>> 32) == hash && equals(known, word, from, to)) {
        counts[known] += times;
        total += times;
        return;
      }
    }
  }

  private boolean equals(int known, char[] word, int from, int to) {
    int start = starts[known];
    if (starts[known + 1] - start != to - from) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (characters[start + i - from] != word[i]) {
        return false;
      }
    }
    return true;
  }

  /// The characters, with room for a new word.
  private char[] room(int length) {
    long needed = (long) starts[distinct] + length;
    if (needed > characters.length) {
      characters = Arrays.copyOf(characters, grown(needed, characters.length));
    }
    return characters;
  }

  private void append(int hash, int length, long times) {
    if (distinct + 2 > starts.length) {
      int capacity = grown(distinct + 2, starts.length);
      starts = Arrays.copyOf(starts, capacity);
      counts = Arrays.copyOf(counts, capacity);
    }
    if (4L * distinct >= 3L * slots.length) {
      rehash();
    }
    counts[distinct] = times;
    starts[distinct + 1] = starts[distinct] + length;
    distinct++;
    total += times;
    place((long) hash << 32 | distinct);
  }

  /// Half as much again, within what an array can be.
  static int grown(long needed, int capacity) {
    long wished = Math.max(needed, capacity + (capacity >> 1));
    int most = Integer.MAX_VALUE - 16;
    if (needed > most) {
      throw new IllegalArgumentException(
          "Cannot count words: there are more than %,d characters of different words (train on less text, or sample it)"
              .formatted(most));
    }
    return (int) Math.min(wished, most);
  }

  private void rehash() {
    long[] old = slots;
    slots = new long[Math.multiplyExact(old.length, 2)];
    for (long slot : old) {
      if (slot != 0) {
        place(slot);
      }
    }
  }

  private void place(long slot) {
    int at = (int) (slot >>> 32) & slots.length - 1;
    while (slots[at] != 0) {
      at = at + 1 & slots.length - 1;
    }
    slots[at] = slot;
  }

  /// Different words.
  public int distinct() {
    return distinct;
  }

  /// Words in all.
  public long total() {
    return total;
  }

  /// Passes the counts on, in no particular order.
  public void forEach(CountSink sink) {
    for (int word = 0; word < distinct; word++) {
      sink.count(characters, starts[word], starts[word + 1], counts[word]);
    }
  }

  /// Forgets everything and frees its room.
  void clear() {
    slots = new long[FIRST_SLOTS];
    characters = new char[0];
    starts = new int[FIRST_SLOTS];
    counts = new long[FIRST_SLOTS];
    distinct = 0;
    total = 0;
  }
}
