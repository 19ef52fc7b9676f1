package org.peykare.trainer.data;

import java.util.Arrays;
import java.util.BitSet;

/// Ways of choosing a given number of tokens.
final class Choice {
  /// SpanBERT's lengths in words: geometric with this chance to end after each, cut at the most.
  private static final double SPAN_END = 0.2;

  private static final int MOST_WORDS = 10;

  private Choice() {}

  /// Each set of `wanted` tokens is as likely.
  static int[] tokens(int[] ordinary, int wanted, SeededRandom random) {
    int[] from = ordinary.clone();
    int[] chosen = new int[wanted];
    for (int i = 0; i < wanted; i++) {
      int j = i + random.nextInt(from.length - i);
      chosen[i] = from[j];
      from[j] = from[i];
    }
    Arrays.sort(chosen);
    return chosen;
  }

  /// Whole words in random order until there are `wanted` tokens. The word that would go beyond is
  /// taken or left by chance, so that the mean number is `wanted`.
  static int[] words(Words words, int wanted, SeededRandom random) {
    int[] order = new int[words.count()];
    Arrays.setAll(order, i -> i);
    random.shuffle(order);
    var taken = new Taken(words, wanted, random);
    for (int i = 0; i < order.length && !taken.enough(); i++) {
      taken.add(order[i]);
    }
    return taken.positions();
  }

  /// Runs of whole words, from random words on, until there are `wanted` tokens; a run ends at a
  /// border of documents and at a word that is taken already.
  static int[] spans(Words words, int wanted, SeededRandom random) {
    int[] order = new int[words.count()];
    Arrays.setAll(order, i -> i);
    random.shuffle(order);
    var taken = new Taken(words, wanted, random);
    for (int i = 0; i < order.length && !taken.enough(); i++) {
      int length = 1;
      while (length < MOST_WORDS && random.nextDouble() >= SPAN_END) {
        length++;
      }
      int start = order[i];
      for (int word = start; word < start + length && !taken.enough(); word++) {
        if (taken.has(word) || word == words.count() || (word > start && !words.follows(word))) {
          break;
        }
        taken.add(word);
      }
    }
    return taken.positions();
  }

  /// The words taken so far.
  private static final class Taken {
    private final Words words;
    private final int wanted;
    private final SeededRandom random;
    private final BitSet taken = new BitSet();
    private int tokens;
    private boolean enough;

    Taken(Words words, int wanted, SeededRandom random) {
      this.words = words;
      this.wanted = wanted;
      this.random = random;
    }

    boolean enough() {
      return enough;
    }

    boolean has(int word) {
      return taken.get(word);
    }

    void add(int word) {
      int length = words.tokens(word);
      boolean beyond = tokens + length > wanted;
      if (!beyond || tokens == 0 || random.nextDouble() * length < wanted - tokens) {
        taken.set(word);
        tokens += length;
      }
      enough = beyond || tokens == wanted;
    }

    int[] positions() {
      int[] positions = new int[tokens];
      int count = 0;
      for (int word = taken.nextSetBit(0); word >= 0; word = taken.nextSetBit(word + 1)) {
        for (int i = words.first()[word]; i < words.first()[word + 1]; i++) {
          positions[count++] = words.positions()[i];
        }
      }
      return positions;
    }
  }
}
