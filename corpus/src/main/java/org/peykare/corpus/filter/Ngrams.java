package org.peykare.corpus.filter;

import java.util.Arrays;
import java.util.List;

/// Word n-grams of a text and how much of it the repeated ones are.
final class Ngrams {
  private final long[] hashes;
  private final int[] lengths;
  private final long characters;

  private Ngrams(long[] hashes, int[] lengths, long characters) {
    this.hashes = hashes;
    this.lengths = lengths;
    this.characters = characters;
  }

  static Ngrams of(List<String> words) {
    long[] hashes = new long[words.size()];
    int[] lengths = new int[words.size()];
    long characters = 0;
    for (int i = 0; i < hashes.length; i++) {
      String word = words.get(i);
      hashes[i] = mix(word.hashCode() * 0x9E3779B97F4A7C15L + word.length());
      lengths[i] = word.length();
      characters += word.length();
    }
    return new Ngrams(hashes, lengths, characters);
  }

  /// Fewest occurrences: a name or a term may well come twice in a short text.
  private static final int LEAST_TOP = 3;

  /// Share of the characters in occurrences of the most frequent n-gram, if it occurs often.
  double topShare(int n) {
    int grams = hashes.length - n + 1;
    if (grams < 2) {
      return 0;
    }
    Table table = new Table(grams);
    int most = 1;
    int first = 0;
    for (int i = 0; i < grams; i++) {
      int count = table.add(hash(i, n));
      if (count > most || (count == most && count > 1 && length(i, n) > length(first, n))) {
        most = count;
        first = i;
      }
    }
    return most < LEAST_TOP ? 0 : (double) most * length(first, n) / characters;
  }

  /// Share of the characters in n-grams that occurred before, none counted twice.
  double duplicateShare(int n) {
    int grams = hashes.length - n + 1;
    if (grams < 2) {
      return 0;
    }
    Table table = new Table(grams);
    long repeated = 0;
    int i = 0;
    while (i < grams) {
      if (table.add(hash(i, n)) > 1) {
        repeated += length(i, n);
        i += n;
      } else {
        i++;
      }
    }
    return (double) repeated / characters;
  }

  private long hash(int start, int n) {
    long hash = n;
    for (int i = start; i < start + n; i++) {
      hash = hash * 0xD1342543DE82EF95L + hashes[i];
    }
    return mix(hash);
  }

  private int length(int start, int n) {
    int length = 0;
    for (int i = start; i < start + n; i++) {
      length += lengths[i];
    }
    return length;
  }

  private static long mix(long x) {
    long y = (x ^ x >>> 32) * 0xD6E8FEB86659FD93L;
    return y ^ y >>> 32;
  }

  /// Counts of hashes, open addressing.
  private static final class Table {
    private final long[] keys;
    private final int[] counts;
    private final int mask;

    Table(int entries) {
      int size = Integer.highestOneBit(Math.max(8, entries * 2)) << 1;
      keys = new long[size];
      counts = new int[size];
      mask = size - 1;
      Arrays.fill(keys, 0);
    }

    /// Counts `key` once more and returns how often it was counted.
    int add(long key) {
      int slot = (int) key & mask;
      while (counts[slot] > 0 && keys[slot] != key) {
        slot = slot + 1 & mask;
      }
      keys[slot] = key;
      return ++counts[slot];
    }
  }
}
