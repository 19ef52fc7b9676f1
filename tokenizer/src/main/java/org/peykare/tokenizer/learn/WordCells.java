package org.peykare.tokenizer.learn;

/// The different words of a training as symbols, one after the other in one array: how often the
/// word occurs (two cells), how many symbols it has, the symbols. A word is named by the place of
/// its first cell and gets shorter in place.
final class WordCells {
  private static final int HEADER = 3;

  private int[] cells;
  private int used;
  private long symbols;

  /// Room for `words` words of `symbols` symbols together.
  WordCells(long words, long symbols) {
    long needed = HEADER * words + symbols;
    if (needed > Integer.MAX_VALUE - 16) {
      throw new IllegalArgumentException(
          "Cannot learn merges: the different words need %,d cells (must be at most %,d; train on less text, or sample it)"
              .formatted(needed, Integer.MAX_VALUE - 16));
    }
    cells = new int[(int) needed];
  }

  /// Adds a word of `length` symbols that occurs `times` times.
  void add(long times, int[] symbols, int length) {
    cells[used] = (int) (times >>> 32);
    cells[used + 1] = (int) times;
    cells[used + 2] = length;
    System.arraycopy(symbols, 0, cells, used + HEADER, length);
    used += HEADER + length;
    this.symbols += times * length;
  }

  /// Takes pairs of neighbours.
  @FunctionalInterface
  interface PairSink {
    /// The next pair, in the word at `word`, which occurs `times` times.
    void pair(int left, int right, int word, long times);
  }

  /// Passes on all pairs of neighbours, overlapping ones too; to be called before any merge.
  void forEachPair(PairSink sink) {
    for (int word = 0; word < used; ) {
      int first = word + HEADER;
      int end = first + cells[word + 2];
      long times = times(word);
      for (int i = first; i + 1 < end; i++) {
        sink.pair(cells[i], cells[i + 1], word, times);
      }
      word = end;
    }
  }

  /// Symbols of all words, each word as often as it occurs.
  long symbols() {
    return symbols;
  }

  /// Hears what stood beside the merged pairs.
  interface Neighbours {
    /// `symbol` stands to the left of a merged pair in `word`, which occurs `times` times.
    void left(int symbol, int word, long times);

    /// `symbol` stands to the right of one.
    void right(int symbol, int word, long times);
  }

  /// Replaces the pair by `merged` in one word, from left to right.
  void merge(int word, int left, int right, int merged, Neighbours neighbours) {
    int[] c = cells;
    int first = word + HEADER;
    int end = first + c[word + 2];
    int kept = first;
    for (int i = first; i < end; i++) {
      int symbol = c[i];
      if (symbol == left && i + 1 < end && c[i + 1] == right) {
        long times = times(word);
        if (kept > first) {
          neighbours.left(c[kept - 1], word, times);
        }
        if (i + 2 < end) {
          neighbours.right(c[i + 2], word, times);
        }
        symbol = merged;
        i++;
      }
      c[kept++] = symbol;
    }
    c[word + 2] = kept - first;
    symbols -= (end - kept) * times(word);
  }

  private long times(int word) {
    return (long) cells[word] << 32 | cells[word + 1] & 0xFFFFFFFFL;
  }
}
