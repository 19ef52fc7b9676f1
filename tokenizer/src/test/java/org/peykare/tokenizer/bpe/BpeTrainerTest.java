package org.peykare.tokenizer.bpe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BpeTrainerTest {
  private static BpeVocabulary train(
      int vocabularySize, long minFrequency, int maxTokenLength, String... words) {
    PieceCounter counter = new PieceCounter();
    for (String word : words) {
      counter.add(word, 0, word.length());
    }
    return new BpeTrainer(vocabularySize, minFrequency, maxTokenLength, List.of("[UNK]"))
        .trainOnCharacters(counter);
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
    PieceCounter counter = new PieceCounter();
    String word = " سلام";
    counter.add(word, 0, word.length(), 3);
    BpeVocabulary vocabulary =
        new BpeTrainer(300, 2, Integer.MAX_VALUE, List.of("[PAD]")).trainOnBytes(counter);
    assertThat(vocabulary.missingByte()).isEmpty();
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
