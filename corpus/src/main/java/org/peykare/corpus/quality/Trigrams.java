package org.peykare.corpus.quality;

/// Counts of words, pairs and triples of words in one table of fixed size, without the words: two
/// that fall into one cell share their count. Interpolated with Dirichlet priors (MacKay and Peto,
/// 1995): what was not seen after two words is as likely as after one, and so on down to a word
/// that was never seen.
final class Trigrams {
  /// Cells of a table; a model of [#MOST_WORDS] words fills about half of them.
  static final int CELLS = 1 << 22;

  /// Words of training text from which on the table would fill up.
  static final long MOST_WORDS = 2_000_000;

  /// Words of a text that are looked at.
  private static final int SAMPLE = 2_000;

  /// How much the shorter context counts, in occurrences of the longer one.
  private static final double PRIOR = 6;

  /// A word that was never seen is one of so many.
  private static final double UNSEEN = 1 << 20;

  /// Counts are stored as powers: eight steps for a doubling.
  private static final double STEPS = 8;

  private static final double[] COUNT = new double[256];

  static {
    for (int code = 0; code < COUNT.length; code++) {
      COUNT[code] = Math.pow(2, code / STEPS) - 1;
    }
  }

  private final byte[] cells;
  private final long words;
  private final long kinds;

  Trigrams(byte[] cells, long words, long kinds) {
    if (cells.length != CELLS || words < 1 || kinds < 1) {
      throw new IllegalArgumentException(
          "Invalid quality model: %d cells, %d words, %d different (must be %d cells, 1 or more words)"
              .formatted(cells.length, words, kinds, CELLS));
    }
    this.cells = cells;
    this.words = words;
    this.kinds = kinds;
  }

  byte[] cells() {
    return cells;
  }

  long words() {
    return words;
  }

  long kinds() {
    return kinds;
  }

  /// Perplexity per word of the beginning of `text`; [#UNSEEN] where it has no word.
  double perplexity(String text) {
    WordHashes hashes = new WordHashes(text);
    double bits = 0;
    int seen = 0;
    long before = 0;
    long last = 0;
    for (long word = hashes.next(); word != 0 && seen < SAMPLE; word = hashes.next()) {
      bits -= Math.log(probability(before, last, word));
      before = last;
      last = word;
      seen++;
    }
    return seen == 0 ? UNSEEN : Math.exp(bits / seen);
  }

  private double probability(long before, long last, long word) {
    double alone = (count(cell(word)) + kinds / UNSEEN) / (words + kinds);
    double pair = (count(cell(last, word)) + PRIOR * alone) / (count(cell(last)) + PRIOR);
    double context = count(cell(before, last));
    return Math.min(1, (count(cell(before, last, word)) + PRIOR * pair) / (context + PRIOR));
  }

  private double count(int cell) {
    return COUNT[cells[cell] & 0xFF];
  }

  private static int cell(long word) {
    return (int) (word >>> 20) & (CELLS - 1);
  }

  private static int cell(long last, long word) {
    return (int) (WordHashes.mix(last * 3 + word) >>> 20) & (CELLS - 1);
  }

  private static int cell(long before, long last, long word) {
    return (int) (WordHashes.mix(before * 7 + last * 3 + word) >>> 20) & (CELLS - 1);
  }

  /// Counts texts.
  static final class Counter {
    private final int[] counts = new int[CELLS];
    private long words;
    private long kinds;

    /// Counts a text; one that comes after [#MOST_WORDS] words is left out.
    void add(String text) {
      if (words >= MOST_WORDS) {
        return;
      }
      WordHashes hashes = new WordHashes(text);
      long before = 0;
      long last = 0;
      for (long word = hashes.next(); word != 0; word = hashes.next()) {
        words++;
        kinds += counts[cell(word)]++ == 0 ? 1 : 0;
        if (last != 0) {
          counts[cell(last, word)]++;
        }
        if (before != 0) {
          counts[cell(before, last, word)]++;
        }
        before = last;
        last = word;
      }
    }

    long words() {
      return words;
    }

    Trigrams finish() {
      byte[] cells = new byte[CELLS];
      for (int i = 0; i < CELLS; i++) {
        long code = Math.round(STEPS * Math.log(counts[i] + 1.0) / Math.log(2));
        cells[i] = (byte) Math.min(255, code);
      }
      return new Trigrams(cells, words, Math.max(1, kinds));
    }
  }
}
