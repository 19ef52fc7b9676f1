package org.peykare.tokenizer.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.peykare.tokenizer.bpe.BpeVocabulary;

class BpeTrainerTest {
  private static BpeVocabulary train(
      int vocabularySize, long minFrequency, int maxTokenLength, String... words) {
    WordTable counter = new WordTable();
    for (String word : words) {
      counter.add(word.toCharArray(), 0, word.length());
    }
    return new BpeTrainer(vocabularySize, minFrequency, maxTokenLength, List.of("[UNK]"))
        .trainOnCharacters(counter)
        .vocabulary();
  }

  @Test
  void numbersSpecialTokensThenTheAlphabetByCodePointThenMerges() {
    assertThat(train(100, 2, Integer.MAX_VALUE, "ba", "ba", "😀ｚ").tokens())
        .containsExactly("[UNK]", "a", "b", "ｚ", "😀", "ba");
  }

  @Test
  void mergesTheMostFrequentPairAndOfEqualsTheOneWithTheSmallestIds() {
    assertThat(train(100, 2, Integer.MAX_VALUE, "cd", "cd", "ab", "ab", "bd", "bd", "bd").tokens())
        .containsExactly("[UNK]", "a", "b", "c", "d", "bd", "ab", "cd");
  }

  @Test
  void countsOverlappingPairsTwiceAtFirst() {
    // "aaa" holds (a,a) twice, so it comes before (b,c), which occurs once and a half as often.
    assertThat(train(100, 2, Integer.MAX_VALUE, "aaa", "aaa", "bc", "bc", "bc").tokens())
        .containsExactly("[UNK]", "a", "b", "c", "aa", "bc", "aaa");
  }

  @Test
  void stopsAtTheSizeAtTheFrequencyAndAtLongTokens() {
    assertThat(train(9, 2, Integer.MAX_VALUE, "abab", "abab").tokens())
        .containsExactly("[UNK]", "a", "b", "ab", "abab");
    assertThat(train(4, 2, Integer.MAX_VALUE, "abab", "abab").tokens())
        .containsExactly("[UNK]", "a", "b", "ab");
    assertThat(train(100, 5, Integer.MAX_VALUE, "abab", "abab").tokens()).hasSize(3);
    assertThat(train(100, 2, 4, "abab", "abab").tokens()).containsExactly("[UNK]", "a", "b", "ab");
  }

  @Test
  void trainingOnBytesHoldsAllBytesWhateverTheText() {
    WordTable counter = new WordTable();
    String word = " سلام";
    for (int i = 0; i < 3; i++) {
      counter.add(word.toCharArray(), 0, word.length());
    }
    BpeVocabulary vocabulary =
        new BpeTrainer(300, 2, Integer.MAX_VALUE, List.of("[PAD]"))
            .trainOnBytes(counter)
            .vocabulary();
    assertThat(vocabulary.tokens()).hasSize(265).contains("Ā", "Ń", "~", "ÿ");
    assertThat(vocabulary.tokens().get(1)).isEqualTo("!");
    assertThat(vocabulary.tokens().getLast()).isEqualTo("ĠØ³ÙĦØ§Ùħ");
    assertThat(vocabulary.merges()).hasSize(8);
  }

  @Test
  void resultDoesNotDependOnTheOrderOfTheWords() {
    String[] words = "low lower lowest new newer newest wide wider widest low low new".split(" ");
    String[] reversed = words.clone();
    java.util.Collections.reverse(java.util.Arrays.asList(reversed));
    assertThat(train(60, 1, Integer.MAX_VALUE, reversed))
        .isEqualTo(train(60, 1, Integer.MAX_VALUE, words));
  }
}
