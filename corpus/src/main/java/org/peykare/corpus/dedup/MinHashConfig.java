package org.peykare.corpus.dedup;

/// Shape of a MinHash signature. Two signatures are comparable only where this is equal.
///
/// @param shingleWords words of a shingle
/// @param bands bands of the signature; texts that agree in one whole band are near-duplicates
/// @param rows rows of a band
public record MinHashConfig(int shingleWords, int bands, int rows) {
  public MinHashConfig {
    require("shingle-words", shingleWords, 1, 16);
    require("bands", bands, 1, 64);
    require("rows", rows, 1, 64);
  }

  /// Word 5-grams, 14 bands of 8 rows, as FineWeb.
  public static MinHashConfig defaults() {
    return new MinHashConfig(5, 14, 8);
  }

  /// Chance that two texts of this Jaccard similarity share a band: `1 − (1 − sʳ)ᵇ`.
  public double recall(double similarity) {
    return 1 - Math.pow(1 - Math.pow(similarity, rows), bands);
  }

  private static void require(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "Invalid corpus.near-duplicates.%s: %d (must be %d to %d)"
              .formatted(name, value, least, most));
    }
  }
}
