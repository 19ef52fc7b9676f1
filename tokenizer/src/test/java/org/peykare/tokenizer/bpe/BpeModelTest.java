package org.peykare.tokenizer.bpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BpeModelTest {
  private static final List<String> BYTES =
      ByteAlphabet.characters().mapToObj(Character::toString).toList();

  private static BpeVocabulary vocabulary(String... merges) {
    List<String> tokens = new ArrayList<>(BYTES);
    List<String[]> pairs = new ArrayList<>();
    for (String merge : merges) {
      String[] pair = merge.split(" ");
      pairs.add(pair);
      if (!tokens.contains(pair[0] + pair[1])) {
        tokens.add(pair[0] + pair[1]);
      }
    }
    return BpeVocabulary.of(tokens, pairs);
  }

  private static List<String> merge(BpeVocabulary vocabulary, String word) {
    int[] symbols =
        word.chars().map(c -> vocabulary.tokens().indexOf(Character.toString(c))).toArray();
    int size = new WordMerger(new Merges(vocabulary.merges())).merge(symbols, symbols.length);
    return Arrays.stream(symbols, 0, size).mapToObj(vocabulary.tokens()::get).toList();
  }

  @Test
  void mergesByRankThenFromTheLeft() {
    assertThat(merge(vocabulary("b c", "a b", "a a"), "abc")).containsExactly("a", "bc");
    assertThat(merge(vocabulary("b c", "a b", "a a"), "aaaab")).containsExactly("aa", "a", "ab");
    assertThat(merge(vocabulary("a a", "aa aa"), "aaaaaaa")).containsExactly("aaaa", "aa", "a");
  }

  @Test
  void aLongWordIsMergedLikeAShortOne() {
    BpeVocabulary vocabulary =
        vocabulary("a b", "b a", "ab a", "a a", "ab ab", "aba b", "b b", "bb aa", "c a", "ca ca");
    Random random = new Random(11);
    for (int round = 0; round < 500; round++) {
      StringBuilder word = new StringBuilder();
      for (int i = random.nextInt(46); i >= 0; i--) {
        word.append("abc".charAt(random.nextInt(3)));
      }
      // 'z' merges with nothing, so the word before it comes out as it does alone.
      List<String> alone = merge(vocabulary, word.toString());
      List<String> padded = merge(vocabulary, word + "z".repeat(60));
      assertThat(padded.subList(0, alone.size())).as(word.toString()).isEqualTo(alone);
      assertThat(padded).hasSize(alone.size() + 60);
    }
  }

  @Test
  void aMillionCharactersWithoutASpaceAreOneWord() {
    String word = "ab".repeat(500_000);
    assertThat(merge(vocabulary("a b", "ab ab"), word)).hasSize(250_000).containsOnly("abab");
  }

  @Test
  void refusesAVocabularyThatLacksAByteAndAMergeThatLacksAToken() {
    List<String> tokens = new ArrayList<>(BYTES);
    tokens.remove("Ġ");
    assertThatThrownBy(() -> BpeModel.of(new BpeVocabulary(tokens, List.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("byte 0x20 (Ġ) is missing");
    assertThatThrownBy(() -> BpeVocabulary.of(BYTES, List.<String[]>of(new String[] {"a", "b"})))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid merge [a, b]: ab is not in the vocabulary");
  }
}
