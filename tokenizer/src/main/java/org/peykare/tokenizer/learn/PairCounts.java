package org.peykare.tokenizer.learn;

import java.util.Arrays;

/// How often each pair of neighbouring symbols occurs: an open-addressing table of longs. A pair
/// that is not there occurs never; such pairs are dropped when the table grows.
final class PairCounts {
  private static final long MIX = 0x9E3779B97F4A7C15L;

  /// No pair is this: ids are not negative.
  private static final long FREE = -1;

  private long[] keys;
  private long[] counts;
  private int shift;
  private int used;

  PairCounts() {
    allocate(1 << 12);
  }

  private void allocate(int capacity) {
    keys = new long[capacity];
    Arrays.fill(keys, FREE);
    counts = new long[capacity];
    shift = Long.numberOfLeadingZeros(capacity) + 1;
    used = 0;
  }

  /// The key of a pair; keys order pairs by left, then right id.
  static long key(int left, int right) {
    return (long) left << 32 | right;
  }

  static int left(long key) {
    return (int) (key >>> 32);
  }

  static int right(long key) {
    return (int) key;
  }

  /// How often the pair occurs.
  long get(long key) {
    for (int at = slot(key); ; at = at + 1 & keys.length - 1) {
      if (keys[at] == key) {
        return counts[at];
      }
      if (keys[at] == FREE) {
        return 0;
      }
    }
  }

  /// Changes how often the pair occurs; returns how often it does now.
  long add(long key, long times) {
    for (int at = slot(key); ; at = at + 1 & keys.length - 1) {
      if (keys[at] == key) {
        counts[at] += times;
        return counts[at];
      }
      if (keys[at] == FREE) {
        keys[at] = key;
        counts[at] = times;
        if (4L * ++used > 3L * keys.length) {
          grow();
        }
        return times;
      }
    }
  }

  private int slot(long key) {
    return (int) (key * MIX >>> shift);
  }

  /// Drops pairs that no longer occur; doubles the room if that does not free half of it.
  private void grow() {
    long[] oldKeys = keys;
    long[] oldCounts = counts;
    int live = 0;
    for (int i = 0; i < oldKeys.length; i++) {
      live += oldKeys[i] != FREE && oldCounts[i] != 0 ? 1 : 0;
    }
    allocate(2 * live > oldKeys.length ? Math.multiplyExact(oldKeys.length, 2) : oldKeys.length);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != FREE && oldCounts[i] != 0) {
        int at = slot(oldKeys[i]);
        while (keys[at] != FREE) {
          at = at + 1 & keys.length - 1;
        }
        keys[at] = oldKeys[i];
        counts[at] = oldCounts[i];
        used++;
      }
    }
  }
}
