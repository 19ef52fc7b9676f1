package org.peykare.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peykare.tokenizer.normalize.UnicodeForm;
import org.peykare.tokenizer.pipeline.Encoding;
import org.peykare.tokenizer.pipeline.NormalizedText;

class TokenizerTest {
  private final Tokenizer tokenizer = Tokenizer.load(GoldenFiles.tokenizer());

  /// Ids, offsets and text as Hugging Face's `tokenizers` gives them for the golden tokenizer.
  @Test
  void encodesAndDecodesTheGoldenCases() throws IOException {
    for (String line : Files.readAllLines(GoldenFiles.resource("/golden/tokenizer-cases.jsonl"))) {
      JsonNode expected = SharedData.JSON.readTree(line);
      String text = expected.get("text").asText();
      Encoding encoding = tokenizer.encode(text);
      int[] ids = SharedData.ints(expected.get("ids"));
      assertThat(encoding.ids()).as(text).containsExactly(ids);
      assertThat(tokenizer.encodeIds(text)).as(text).containsExactly(ids);
      JsonNode offsets = expected.get("offsets");
      assertThat(encoding.starts()).as(text).containsExactly(SharedData.column(offsets, 0));
      assertThat(encoding.ends()).as(text).containsExactly(SharedData.column(offsets, 1));
      assertThat(tokenizer.encodeWithSpecialTokens(text).ids())
          .as(text)
          .containsExactly(SharedData.ints(expected.get("ids_special")));
      assertThat(tokenizer.decode(ids)).as(text).isEqualTo(expected.get("decoded").asText());
    }
  }

  @Test
  void randomTextDecodesToItsNormalFormAndOffsetsCoverIt() {
    RandomText random = RandomText.of("TokenizerTest");
    for (int i = 0; i < 3_000; i++) {
      // [MASK] swallows white space, so it would not come back.
      String text = random.mixed(30).replace("[MASK]", "");
      Encoding encoding = tokenizer.encode(text);
      assertThat(tokenizer.decode(encoding.ids())).as(text).isEqualTo(normalForm(text));
      assertThat(tokenizer.encodeIds(text)).isEqualTo(encoding.ids());
      int length = text.codePointCount(0, text.length());
      for (int t = 0; t < encoding.size(); t++) {
        assertThat(encoding.starts()[t]).isBetween(0, encoding.ends()[t] - 1);
        assertThat(encoding.ends()[t]).isLessThanOrEqualTo(length);
      }
    }
  }

  private static String normalForm(String text) {
    NormalizedText normal = UnicodeForm.NFC.normalize(text, 0, text.length());
    return normal.text().substring(normal.from(), normal.to());
  }

  @Test
  void putsSpecialTokensAroundOneTextAndBetweenTwo() {
    Encoding one = tokenizer.encodeWithSpecialTokens("سلام");
    assertThat(one.ids()[0]).isEqualTo(2);
    assertThat(one.ids()[one.size() - 1]).isEqualTo(3);
    assertThat(one.specialMask()[0]).isEqualTo(1);
    assertThat(one.wordIds()[0]).isEqualTo(-1);

    Encoding two = tokenizer.encodePairWithSpecialTokens("a", "b");
    int a = tokenizer.tokenToId("a").orElseThrow();
    int b = tokenizer.tokenToId("b").orElseThrow();
    assertThat(two.ids()).containsExactly(2, a, 3, b, 3);
    assertThat(two.typeIds()).containsExactly(0, 0, 0, 1, 1);
    assertThat(two.starts()).containsExactly(0, 0, 0, 0, 0);
    assertThat(two.ends()).containsExactly(0, 1, 0, 1, 0);
  }

  @Test
  void leavesSpecialTokensAndUnknownIdsOutOfDecodedText() {
    int[] ids = tokenizer.encodeWithSpecialTokens("سلام [MASK]").ids();
    assertThat(tokenizer.decode(ids)).isEqualTo("[CLS]سلام[MASK][SEP]");
    assertThat(tokenizer.decodeWithoutSpecialTokens(ids)).isEqualTo("سلام");
    assertThat(tokenizer.decode(1_000_000, -1)).isEmpty();
  }

  @Test
  void tellsItsVocabulary() {
    assertThat(tokenizer.specialTokens().toString())
        .isEqualTo("{[PAD]=0, [UNK]=1, [CLS]=2, [SEP]=3, [MASK]=4}");
    assertThat(tokenizer.idToToken(5)).contains("!");
    assertThat(tokenizer.idToToken(tokenizer.vocabularySize())).isEmpty();
    assertThat(tokenizer.tokenToId("[MASK]")).hasValue(4);
    assertThat(tokenizer.tokenToId("no such token")).isEmpty();
  }

  @Test
  void isSafeToShareBetweenThreads() {
    List<String> texts =
        IntStream.range(0, 4_000).mapToObj(i -> "واژهٔ " + i % 700 + " می‌شود word" + i).toList();
    List<int[]> alone = texts.stream().map(GoldenEncoder::encodeAfresh).toList();
    List<int[]> together = texts.parallelStream().map(tokenizer::encodeIds).toList();
    for (int i = 0; i < texts.size(); i++) {
      assertThat(together.get(i)).isEqualTo(alone.get(i));
    }
  }

  private static final class GoldenEncoder {
    private static final Tokenizer OTHER = Tokenizer.load(GoldenFiles.tokenizer());

    static int[] encodeAfresh(String text) {
      return OTHER.encode(text).ids();
    }
  }

  @Test
  void savesWhatItLoaded(@TempDir Path folder) throws IOException {
    tokenizer.save(folder);
    assertThat(folder.resolve("tokenizer.json")).hasSameTextualContentAs(GoldenFiles.tokenizer());
    JsonNode config =
        SharedData.JSON.readTree(Files.readString(folder.resolve("tokenizer_config.json")));
    assertThat(config.get("tokenizer_class").asText()).isEqualTo("PreTrainedTokenizerFast");
    assertThat(config.get("mask_token").asText()).isEqualTo("[MASK]");
    JsonNode special =
        SharedData.JSON.readTree(Files.readString(folder.resolve("special_tokens_map.json")));
    assertThat(special.get("mask_token").get("lstrip").asBoolean()).isTrue();
    assertThat(special.get("cls_token").get("lstrip").asBoolean()).isFalse();
  }

  @Test
  void savingPutsWholeFilesInThePlaceOfOldOnes(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("tokenizer.json"), "old");
    tokenizer.save(folder);
    assertThat(folder.toFile().list())
        .containsExactlyInAnyOrder(
            "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json");
    assertThat(Tokenizer.load(folder).vocabularySize()).isEqualTo(tokenizer.vocabularySize());
  }
}
