package org.peykare.tokenizer.learn;

import java.util.Arrays;
import org.peykare.tokenizer.bpe.LongIndex;

/// Finds the pairs of a training's words, merges one after the other in all its words and keeps
/// counts and queue right.
///
/// What stands beside the merged pairs is added up by symbol first: a merge looks up each pair that
/// it changes once, however often it changes.
final class PairMerger implements WordCells.Neighbours {
  private final WordCells words;
  private final BpeTokens tokens;
  private final int maxTokenLength;
  private final PairCounts counts = new PairCounts();
  private final PairQueue queue;

  /// More than any symbol.
  private final int symbols;

  // Of the merge under way, by symbol: how often it stood to the left and to the right.
  private final long[] leftTimes;
  private final long[] rightTimes;
  private final int[] lefts;
  private final int[] rights;
  private int leftSize;
  private int rightSize;
  private int merged;

  // Of the merge under way, by new pair: (x, merged) is number x, (merged, y) is symbols + y.
  private final int[] lastWord;
  private final int[] listed;
  private final int[] entries;
  private int[] notedPairs = new int[1 << 10];
  private int[] notedWords = new int[1 << 10];
  private int noted;

  /// Counts and queues the pairs of `words`.
  ///
  /// @param symbols more than any symbol that is there or will be made
  PairMerger(WordCells words, BpeTokens tokens, int symbols, int maxTokenLength) {
    this.words = words;
    this.tokens = tokens;
    this.symbols = symbols;
    this.maxTokenLength = maxTokenLength;
    leftTimes = new long[symbols];
    rightTimes = new long[symbols];
    lefts = new int[symbols];
    rights = new int[symbols];
    lastWord = new int[2 * symbols];
    Arrays.fill(lastWord, -1);
    listed = new int[2 * symbols];
    entries = new int[2 * symbols];
    queue = queueAll();
  }

  private PairQueue queueAll() {
    FirstPairs first = new FirstPairs();
    words.forEachPair(first::count);
    PairQueue all = new PairQueue(counts, first.room());
    first.queue(counts, all);
    words.forEachPair((left, right, word, _) -> first.list(left, right, word, all));
    return all;
  }

  /// The entry of the most frequent pair, to be merged; -1 if none occurs `least` times.
  int poll(long least) {
    return queue.poll(least);
  }

  /// The pair of an entry.
  long pair(int entry) {
    return queue.key(entry);
  }

  /// Replaces the pair by the symbol `merged` in all its words and queues the pairs this makes.
  void merge(int entry, int merged) {
    this.merged = merged;
    long pair = queue.key(entry);
    int left = PairCounts.left(pair);
    int right = PairCounts.right(pair);
    int size = queue.words(entry);
    for (int i = 0; i < size; i++) {
      words.merge(queue.word(entry, i), left, right, merged, this);
    }
    queue.release(entry);
    count(left, right);
    queueNew();
    forget();
  }

  @Override
  public void left(int symbol, int word, long times) {
    if (leftTimes[symbol] == 0) {
      lefts[leftSize++] = symbol;
    }
    leftTimes[symbol] += times;
    note(symbol, symbol, word);
  }

  @Override
  public void right(int symbol, int word, long times) {
    if (rightTimes[symbol] == 0) {
      rights[rightSize++] = symbol;
    }
    rightTimes[symbol] += times;
    note(symbol, numberOfRight(symbol), word);
  }

  /// The pair of the merged symbol with itself has one number, whichever side it was found from.
  private int numberOfRight(int symbol) {
    return symbol == merged ? merged : symbols + symbol;
  }

  private void note(int symbol, int pair, int word) {
    if (lastWord[pair] == word || !mayGrow(symbol)) {
      return;
    }
    lastWord[pair] = word;
    listed[pair]++;
    if (noted == notedPairs.length) {
      int capacity = WordTable.grown(noted + 1L, noted);
      notedPairs = Arrays.copyOf(notedPairs, capacity);
      notedWords = Arrays.copyOf(notedWords, capacity);
    }
    notedPairs[noted] = pair;
    notedWords[noted++] = word;
  }

  private boolean mayGrow(int neighbour) {
    return maxTokenLength == Integer.MAX_VALUE
        || tokens.length(merged) + tokens.length(neighbour) < maxTokenLength;
  }

  private void count(int left, int right) {
    for (int i = 0; i < leftSize; i++) {
      int x = lefts[i];
      counts.add(PairCounts.key(x, left), -leftTimes[x]);
      if (mayGrow(x)) {
        counts.add(PairCounts.key(x, merged), leftTimes[x]);
      }
    }
    for (int i = 0; i < rightSize; i++) {
      int y = rights[i];
      counts.add(PairCounts.key(right, y), -rightTimes[y]);
      if (mayGrow(y)) {
        counts.add(PairCounts.key(merged, y), rightTimes[y]);
      }
    }
  }

  private void queueNew() {
    for (int i = 0; i < leftSize; i++) {
      queueNew(lefts[i], PairCounts.key(lefts[i], merged));
    }
    for (int i = 0; i < rightSize; i++) {
      queueNew(numberOfRight(rights[i]), PairCounts.key(merged, rights[i]));
    }
    for (int i = 0; i < noted; i++) {
      int pair = notedPairs[i];
      if (entries[pair] >= 0) {
        queue.setWord(entries[pair], listed[pair]++, notedWords[i]);
      }
    }
  }

  /// Makes the entry of a pair that was listed; its words are filled in after.
  private void queueNew(int pair, long key) {
    if (listed[pair] > 0) {
      long times = counts.get(key);
      entries[pair] = times > 0 ? queue.add(key, times, listed[pair]) : -1;
      listed[pair] = 0;
    }
  }

  private void forget() {
    for (int i = 0; i < noted; i++) {
      lastWord[notedPairs[i]] = -1;
      listed[notedPairs[i]] = 0;
    }
    noted = 0;
    while (leftSize > 0) {
      leftTimes[lefts[--leftSize]] = 0;
    }
    while (rightSize > 0) {
      rightTimes[rights[--rightSize]] = 0;
    }
  }

  /// The pairs there are before the first merge. There are few, so they are numbered.
  private static final class FirstPairs {
    private final LongIndex numbers = new LongIndex(1 << 12);
    private long[] keys = new long[1 << 12];
    private long[] times = new long[1 << 12];
    private int[] lastWord = new int[1 << 12];
    private int[] listed = new int[1 << 12];
    private long room;

    void count(int left, int right, int word, long more) {
      long key = PairCounts.key(left, right);
      int pair = numbers.findOrAdd(key);
      if (pair == keys.length) {
        keys = Arrays.copyOf(keys, 2 * pair);
        times = Arrays.copyOf(times, 2 * pair);
        lastWord = Arrays.copyOf(lastWord, 2 * pair);
        listed = Arrays.copyOf(listed, 2 * pair);
      }
      if (times[pair] == 0 || lastWord[pair] != word) {
        keys[pair] = key;
        lastWord[pair] = word;
        listed[pair]++;
        room++;
      }
      times[pair] += more;
    }

    /// Room for the lists of words, and some for those of the first merges.
    int room() {
      return WordTable.grown(room + room / 4 + 1024, 0);
    }

    void queue(PairCounts counts, PairQueue queue) {
      for (int pair = 0; pair < numbers.size(); pair++) {
        counts.add(keys[pair], times[pair]);
        // From here on the number of the entry.
        keys[pair] = queue.add(keys[pair], times[pair], listed[pair]);
        listed[pair] = 0;
        lastWord[pair] = -1;
      }
    }

    void list(int left, int right, int word, PairQueue queue) {
      int pair = numbers.find(PairCounts.key(left, right));
      if (lastWord[pair] != word) {
        lastWord[pair] = word;
        queue.setWord((int) keys[pair], listed[pair]++, word);
      }
    }
  }
}
