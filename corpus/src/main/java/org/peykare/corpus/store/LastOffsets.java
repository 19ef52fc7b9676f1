package org.peykare.corpus.store;

import java.util.Arrays;
import org.peykare.formats.url.DocumentId;

/// The last offset of each key of a log, 24 bytes per key: what is needed to keep the last value of
/// each key without holding the values.
final class LastOffsets {
  private static final long FREE = -1;

  private long[] high = new long[1 << 10];
  private long[] low = new long[1 << 10];
  private long[] offsets = filled(1 << 10);
  private int size;

  void put(DocumentId key, long offset) {
    int slot = slot(key.high(), key.low());
    if (offsets[slot] == FREE) {
      high[slot] = key.high();
      low[slot] = key.low();
      size++;
    }
    offsets[slot] = offset;
    if (size > offsets.length / 2) {
      grow();
    }
  }

  boolean isLast(DocumentId key, long offset) {
    return offsets[slot(key.high(), key.low())] == offset;
  }

  boolean contains(DocumentId key) {
    return offsets[slot(key.high(), key.low())] != FREE;
  }

  int size() {
    return size;
  }

  /// Keys are hashes already: their bits choose the slot.
  private int slot(long keyHigh, long keyLow) {
    int mask = offsets.length - 1;
    int slot = (int) keyLow & mask;
    while (offsets[slot] != FREE && (high[slot] != keyHigh || low[slot] != keyLow)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldHigh = high;
    long[] oldLow = low;
    long[] oldOffsets = offsets;
    high = new long[2 * oldOffsets.length];
    low = new long[high.length];
    offsets = filled(high.length);
    for (int i = 0; i < oldOffsets.length; i++) {
      if (oldOffsets[i] != FREE) {
        int slot = slot(oldHigh[i], oldLow[i]);
        high[slot] = oldHigh[i];
        low[slot] = oldLow[i];
        offsets[slot] = oldOffsets[i];
      }
    }
  }

  private static long[] filled(int length) {
    long[] free = new long[length];
    Arrays.fill(free, FREE);
    return free;
  }
}
