package org.peykare.trainer.data;

/// A small random generator whose numbers depend on its keys alone: the same on every machine and
/// in every release of the platform, so that a training can be repeated and resumed exactly.
///
/// SplitMix64 (Steele, Lea, Flood 2014) started from a mix of the keys.
public final class SeededRandom {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  /// A generator for the given keys, for example a seed, an epoch and a purpose.
  public SeededRandom(long... keys) {
    for (long key : keys) {
      state = mix(state + GOLDEN_GAMMA) ^ mix(key + GOLDEN_GAMMA);
    }
    state = mix(state);
  }

  /// 64 random bits.
  public long nextLong() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  /// A number in [0, 1).
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1p-53;
  }

  /// A number in 0..`bound` - 1, each equally likely.
  public int nextInt(int bound) {
    // Lemire's method: the upper half of a product, low values rejected so that none is favoured.
    long product = (nextLong() >>> 32) * bound;
    long low = product & 0xFFFFFFFFL;
    if (low < bound) {
      long threshold = (0x1_0000_0000L - bound) % bound;
      while (low < threshold) {
        product = (nextLong() >>> 32) * bound;
        low = product & 0xFFFFFFFFL;
      }
    }
    return (int) (product >>> 32);
  }

  /// A normally distributed number, mean 0 and deviation 1 (Marsaglia's polar method).
  public double nextGaussian() {
    while (true) {
      double x = 2 * nextDouble() - 1;
      double y = 2 * nextDouble() - 1;
      double square = x * x + y * y;
      if (square < 1 && square > 0) {
        return x * StrictMath.sqrt(-2 * StrictMath.log(square) / square);
      }
    }
  }

  /// Puts `values` into a random order, each order equally likely (Fisher and Yates).
  public void shuffle(int[] values) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = nextInt(i + 1);
      int value = values[i];
      values[i] = values[j];
      values[j] = value;
    }
  }

  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
