package org.peykare.corpus.dedup;

import java.util.Arrays;

/// The near-duplicate signature of a text: MinHash over word n-grams of the folded text, cut into
/// LSH bands. The formulas are in `formats/documents.md`; changing them makes signatures of older
/// documents useless. Thread-safe.
public final class MinHash {
  /// Seed of the sequence that the permutations come from: `PEYKARE1` in ASCII.
  private static final long SEED = 0x5045594B41524531L;

  private static final long FNV_OFFSET = 0xCBF29CE484222325L;
  private static final long FNV_PRIME = 0x100000001B3L;
  private static final long SHINGLE_FACTOR = 0x9E3779B97F4A7C15L;

  private final MinHashConfig config;
  private final LshBands bands;
  private final long[] factors;
  private final long[] addends;

  private MinHash(MinHashConfig config) {
    this.config = config;
    this.bands = new LshBands(config);
    int permutations = config.bands() * config.rows();
    factors = new long[permutations];
    addends = new long[permutations];
    long state = SEED;
    for (int i = 0; i < permutations; i++) {
      state += SHINGLE_FACTOR;
      factors[i] = mix(state) | 1;
      state += SHINGLE_FACTOR;
      addends[i] = mix(state);
    }
  }

  /// Signatures of this shape.
  public static MinHash of(MinHashConfig config) {
    return new MinHash(config);
  }

  /// The signature of `text`, folded here. A text without words has no bands, so it is a
  /// near-duplicate of nothing.
  public Signature signature(String text) {
    String folded = TextFolding.fold(text);
    long[] shingles = shingles(folded);
    return new Signature(
        exact(folded), shingles.length == 0 ? new long[0] : bands.keys(minima(shingles)));
  }

  /// Hash of the folded text without its spaces.
  private static long exact(String folded) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < folded.length(); i++) {
      char c = folded.charAt(i);
      if (c != ' ') {
        hash = (hash ^ c) * FNV_PRIME;
      }
    }
    return mix(hash);
  }

  /// Hashes of the different word n-grams; of the whole text where it is shorter.
  long[] shingles(String folded) {
    long[] words = words(folded);
    if (words.length == 0) {
      return words;
    }
    int size = Math.min(config.shingleWords(), words.length);
    long[] shingles = new long[words.length - size + 1];
    for (int i = 0; i < shingles.length; i++) {
      long hash = 0;
      for (int j = i; j < i + size; j++) {
        hash = hash * SHINGLE_FACTOR + words[j];
      }
      shingles[i] = mix(hash);
    }
    Arrays.sort(shingles);
    int unique = 0;
    for (int i = 0; i < shingles.length; i++) {
      if (i == 0 || shingles[i] != shingles[i - 1]) {
        shingles[unique++] = shingles[i];
      }
    }
    return Arrays.copyOf(shingles, unique);
  }

  private static long[] words(String folded) {
    long[] words = new long[folded.length() / 2 + 1];
    int count = 0;
    int i = 0;
    while (i < folded.length()) {
      long hash = FNV_OFFSET;
      while (i < folded.length() && folded.charAt(i) != ' ') {
        hash = (hash ^ folded.charAt(i)) * FNV_PRIME;
        i++;
      }
      words[count++] = mix(hash);
      i++;
    }
    return Arrays.copyOf(words, count);
  }

  private long[] minima(long[] shingles) {
    long[] minima = new long[factors.length];
    for (int p = 0; p < minima.length; p++) {
      long factor = factors[p];
      long addend = addends[p];
      long least = Long.MAX_VALUE;
      for (long shingle : shingles) {
        least = Math.min(least, shingle * factor + addend);
      }
      minima[p] = least;
    }
    return minima;
  }

  /// The finaliser of SplitMix64.
  static long mix(long x) {
    long y = (x ^ x >>> 30) * 0xBF58476D1CE4E5B9L;
    y = (y ^ y >>> 27) * 0x94D049BB133111EBL;
    return y ^ y >>> 31;
  }
}
