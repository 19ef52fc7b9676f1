package org.peykare.crawler.frontier;

import java.util.concurrent.atomic.AtomicLongArray;

/// Remembers URLs that were lately seen, in a fixed amount of memory: a newer one takes the place
/// of an older one. "Yes" is certain, "no" may be forgetfulness.
final class SeenCache {
  private final AtomicLongArray slots;
  private final int mask;

  /// A cache of `2^bits` slots of 8 bytes.
  SeenCache(int bits) {
    slots = new AtomicLongArray(1 << bits);
    mask = (1 << bits) - 1;
  }

  boolean contains(long hash) {
    return slots.getPlain(slot(hash)) == nonZero(hash);
  }

  void add(long hash) {
    slots.setPlain(slot(hash), nonZero(hash));
  }

  /// Forgets everything: what was put in before a commit that did not happen was not seen.
  void clear() {
    for (int i = 0; i <= mask; i++) {
      slots.setPlain(i, 0);
    }
  }

  private int slot(long hash) {
    return (int) (hash >>> 20) & mask;
  }

  private static long nonZero(long hash) {
    return hash == 0 ? 1 : hash;
  }
}
