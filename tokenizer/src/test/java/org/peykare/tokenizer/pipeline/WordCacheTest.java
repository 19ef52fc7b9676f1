package org.peykare.tokenizer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class WordCacheTest {
  private static final int OFFSET = 100;

  @Test
  void givesBackOnlyTheTokensOfTheWordAskedFor() {
    WordCache cache = new WordCache();
    Random random = new Random(11);
    int found = 0;
    for (int i = 0; i < 600_000; i++) {
      // Few words come often, most hardly ever.
      int word = (int) (Math.pow(random.nextDouble(), 3) * 200_000);
      found += look(cache, word(word), word) ? 1 : 0;
    }
    assertThat(found).isGreaterThan(200_000);
  }

  @Test
  void tellsWordsOfZerosOfDifferentLengthsApart() {
    WordCache cache = new WordCache();
    for (int round = 0; round < 2; round++) {
      for (int length = 0; length <= WordCache.LONGEST; length++) {
        boolean known = look(cache, "\0".repeat(length), length);
        assertThat(known).isEqualTo(round == 1 || length == 0);
      }
    }
  }

  @Test
  void doesNotKeepWordsOfManyTokensOrOfHugeIds() {
    WordCache cache = new WordCache();
    TokenBuffer many = new TokenBuffer();
    for (int i = 0; i < 7; i++) {
      many.add(i, i, i + 1);
    }
    char[] word = "abcdefg".toCharArray();
    cache.find(word, 0, 7);
    cache.put(7, many, 0);
    assertThat(cache.find(word, 0, 7)).isEqualTo(WordCache.NONE);
    TokenBuffer huge = new TokenBuffer();
    huge.add(1 << 21, 0, 7);
    cache.put(7, huge, 0);
    assertThat(cache.find(word, 0, 7)).isEqualTo(WordCache.NONE);
  }

  private static String word(int number) {
    String digits = Integer.toString(number, 36);
    return number % 3 == 0 ? digits : number % 3 == 1 ? " کتاب" + digits : digits + "\uD83D\uDE00x";
  }

  /// Looks a word up, checks what is found, keeps it otherwise; whether it was found.
  private static boolean look(WordCache cache, String word, int number) {
    char[] text = ("  " + word).toCharArray();
    int slot = cache.find(text, 2, text.length);
    int length = word.length();
    if (slot == WordCache.NONE) {
      TokenBuffer tokens = new TokenBuffer();
      for (int i = 0; i < Math.min(6, length); i++) {
        tokens.add(number + i, OFFSET + i, OFFSET + length);
      }
      cache.put(length, tokens, OFFSET);
      return false;
    }
    assertThat(cache.count(slot)).isEqualTo(Math.min(6, length));
    for (int i = 0; i < cache.count(slot); i++) {
      assertThat(cache.id(slot, i)).isEqualTo(number + i);
      assertThat(cache.start(slot, i)).isEqualTo(i);
      assertThat(cache.end(slot, i)).isEqualTo(length);
    }
    return true;
  }
}
