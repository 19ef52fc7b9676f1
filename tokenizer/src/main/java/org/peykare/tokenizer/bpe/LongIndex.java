package org.peykare.tokenizer.bpe;

import java.util.Arrays;

/// Numbers distinct longs in the order in which they come: an open-addressing table whose values
/// live in the owner's arrays.
public final class LongIndex {
  private static final long MIX = 0x9E3779B97F4A7C15L;
  private long[] keys;
  private int[] numbers;
  private int shift;
  private int size;

  /// An empty table with room for `expected` longs.
  public LongIndex(int expected) {
    int capacity = Integer.highestOneBit(Math.max(16, expected) * 2 - 1) * 2;
    keys = new long[capacity];
    numbers = new int[capacity];
    Arrays.fill(numbers, -1);
    shift = Long.numberOfLeadingZeros(capacity) + 1;
  }

  /// Longs in the table.
  public int size() {
    return size;
  }

  /// The number of `key`, or -1.
  public int find(long key) {
    int mask = numbers.length - 1;
    int at = (int) (key * MIX >>> shift);
    while (numbers[at] >= 0) {
      if (keys[at] == key) {
        return numbers[at];
      }
      at = at + 1 & mask;
    }
    return -1;
  }

  /// The number of `key`, a new one if it has none.
  public int findOrAdd(long key) {
    int found = find(key);
    if (found >= 0) {
      return found;
    }
    if (2 * (size + 1) > numbers.length) {
      grow();
    }
    place(key, size);
    return size++;
  }

  private void place(long key, int number) {
    int mask = numbers.length - 1;
    int at = (int) (key * MIX >>> shift);
    while (numbers[at] >= 0) {
      at = at + 1 & mask;
    }
    keys[at] = key;
    numbers[at] = number;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldNumbers = numbers;
    keys = new long[2 * oldKeys.length];
    numbers = new int[keys.length];
    Arrays.fill(numbers, -1);
    shift--;
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldNumbers[i] >= 0) {
        place(oldKeys[i], oldNumbers[i]);
      }
    }
  }
}
