package org.peykare.tokenizer.bpe;

import org.jspecify.annotations.Nullable;

/// Remembers the tokens of words already seen. One slot per hash: a newer word replaces an older
/// one. Entries are immutable, so threads may share the table without a lock; the worst they see is
/// a missing entry.
final class PieceCache {
  /// Longer words are not worth a slot.
  static final int LONGEST = 48;

  private record Entry(int hash, String word, int[] ids) {}

  private final @Nullable Entry[] slots = new @Nullable Entry[1 << 16];

  static int hash(String text, int from, int to) {
    int hash = to - from;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + text.charAt(i);
    }
    return hash * 0x9E3779B9;
  }

  int @Nullable [] find(int hash, String text, int from, int to) {
    Entry entry = slots[hash >>> 16];
    if (entry == null || entry.hash != hash || entry.word.length() != to - from) {
      return null;
    }
    return text.startsWith(entry.word, from) ? entry.ids : null;
  }

  void put(int hash, String text, int from, int to, int[] ids) {
    slots[hash >>> 16] = new Entry(hash, text.substring(from, to), ids);
  }
}
