package org.peykare.corpus.dedup;

/// Cuts the minima of a MinHash into bands: one key for each, in which all its rows and its number
/// are mixed. Two texts with one key in common are near-duplicates.
public final class LshBands {
  private final MinHashConfig config;

  /// Bands of this shape.
  public LshBands(MinHashConfig config) {
    this.config = config;
  }

  /// One key a band.
  long[] keys(long[] minima) {
    long[] keys = new long[config.bands()];
    for (int band = 0; band < keys.length; band++) {
      long key = band + 1L;
      for (int row = 0; row < config.rows(); row++) {
        key = MinHash.mix(key ^ minima[band * config.rows() + row]);
      }
      keys[band] = key;
    }
    return keys;
  }

  /// Whether two signatures of one shape are those of near-duplicates.
  public static boolean share(Signature a, Signature b) {
    int bands = Math.min(a.bands().length, b.bands().length);
    for (int i = 0; i < bands; i++) {
      if (a.bands()[i] == b.bands()[i]) {
        return true;
      }
    }
    return false;
  }
}
