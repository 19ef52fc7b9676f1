package org.peykare.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.peykare.tokenizer.bpe.BpeVocabulary;
import org.peykare.tokenizer.bpe.WordPattern;
import org.peykare.tokenizer.learn.BpeTrainer;
import org.peykare.tokenizer.learn.WordTable;
import org.peykare.tokenizer.pipeline.Encoding;
import org.peykare.tokenizer.pipeline.Truncation;
import org.peykare.tokenizer.text.TextReader;
import org.peykare.tokenizer.text.TextSource;

/// Equality with Hugging Face's tokenizers on real text and on stress cases.
class HuggingFaceConformanceTest {

  @ParameterizedTest
  @MethodSource("tokenizers")
  void encodesAndDecodesEveryCase(String file) throws IOException {
    Tokenizer tokenizer = Tokenizer.load(SharedData.file(file + ".tokenizer.json"));
    SoftAssertions softly = new SoftAssertions();
    for (JsonNode expected : SharedData.lines(file + ".cases.jsonl.gz")) {
      String name = "case " + expected.get("i") + " (" + expected.get("kind").asText() + ")";
      String text = expected.get("text").asText();
      Encoding encoding = tokenizer.encode(text);
      int[] ids = SharedData.ints(expected.get("ids"));
      softly.assertThat(encoding.ids()).as(name).containsExactly(ids);
      softly.assertThat(tokenizer.encodeIds(text)).as(name).containsExactly(ids);
      JsonNode offsets = expected.get("offsets");
      softly.assertThat(encoding.starts()).as(name).containsExactly(SharedData.column(offsets, 0));
      softly.assertThat(encoding.ends()).as(name).containsExactly(SharedData.column(offsets, 1));
      softly.assertThat(tokenizer.decode(ids)).as(name).isEqualTo(expected.get("dec").asText());
      if (expected.has("ids_sp")) {
        assertSpecial(softly, name, tokenizer.encodeWithSpecialTokens(text), expected);
      }
    }
    softly.assertAll();
  }

  /// Every tokenizer of the folder that has cases.
  static List<String> tokenizers() throws IOException {
    return SharedData.namesEndingIn(".cases.jsonl.gz");
  }

  private static void assertSpecial(
      SoftAssertions softly, String name, Encoding encoding, JsonNode expected) {
    softly.assertThat(encoding.ids()).as(name).containsExactly(ints(expected, "ids_sp"));
    softly.assertThat(encoding.typeIds()).as(name).containsExactly(ints(expected, "type_sp"));
    softly
        .assertThat(encoding.specialMask())
        .as(name)
        .containsExactly(ints(expected, "special_mask_sp"));
    softly.assertThat(encoding.wordIds()).as(name).containsExactly(ints(expected, "word_ids_sp"));
    JsonNode offsets = expected.get("offsets_sp");
    softly.assertThat(encoding.starts()).as(name).containsExactly(SharedData.column(offsets, 0));
    softly.assertThat(encoding.ends()).as(name).containsExactly(SharedData.column(offsets, 1));
  }

  private static int[] ints(JsonNode json, String field) {
    return SharedData.ints(json.get(field));
  }

  @ParameterizedTest
  @MethodSource("tokenizers")
  void encodesAndTruncatesEveryPair(String file) throws IOException {
    Tokenizer tokenizer = Tokenizer.load(SharedData.file(file + ".tokenizer.json"));
    for (JsonNode pair : SharedData.lines(file + ".pairs.jsonl.gz")) {
      String first = pair.get("a").asText();
      String second = pair.get("b").asText();
      Encoding encoding = tokenizer.encodePairWithSpecialTokens(first, second);
      assertThat(encoding.ids()).containsExactly(ints(pair, "ids"));
      assertThat(encoding.typeIds()).containsExactly(ints(pair, "types"));
      assertThat(encoding.starts()).containsExactly(SharedData.column(pair.get("offsets"), 0));
      assertThat(encoding.ends()).containsExactly(SharedData.column(pair.get("offsets"), 1));
      JsonNode truncated = pair.get("trunc");
      Tokenizer shortening = tokenizer.withTruncation(truncation(truncated));
      if (truncated.has("error")) {
        assertThatThrownBy(() -> shortening.encodePairParts(first, second))
            .isInstanceOf(Truncation.TooShort.class)
            .hasMessage(truncated.get("error").asText());
        continue;
      }
      List<Encoding> parts = shortening.encodePairParts(first, second);
      assertThat(parts.getFirst().ids()).containsExactly(ints(truncated, "ids"));
      JsonNode offsets = truncated.get("offsets");
      assertThat(parts.getFirst().starts()).containsExactly(SharedData.column(offsets, 0));
      assertThat(parts.getFirst().ends()).containsExactly(SharedData.column(offsets, 1));
      List<int[]> overflow = new ArrayList<>();
      truncated.get("overflow").forEach(part -> overflow.add(SharedData.ints(part)));
      assertThat(parts.stream().skip(1).map(Encoding::ids)).containsExactlyElementsOf(overflow);
    }
  }

  private static Truncation truncation(JsonNode json) {
    return new Truncation(
        json.get("max_length").asInt(),
        json.get("stride").asInt(),
        Truncation.Strategy.valueOf(json.get("strategy").asText().toUpperCase(Locale.ROOT)),
        Truncation.Direction.RIGHT);
  }

  @Test
  void learnsTheSameMergesAndIdsFromFiveMegabytesOfText(@TempDir Path folder) throws Exception {
    JsonNode expected = SharedData.json("train_bytelevel_gpt2_8k.json.gz");
    Path sample = folder.resolve("sample.txt");
    new ProcessBuilder("xz", "-dc", SharedData.file("train_sample.txt.xz").toString())
        .redirectOutput(sample.toFile())
        .start()
        .waitFor();
    WordTable words = new WordTable();
    TextReader.forEach(
        new TextSource.Lines(List.of(sample)),
        text ->
            WordPattern.GPT2.split(
                text, 0, text.length(), (from, to) -> words.add(text.toCharArray(), from, to)));
    List<String> special = TokenizerTrainingConfig.defaults().specialTokens();
    assertEqual(
        new BpeTrainer(8000, 2, Integer.MAX_VALUE, special).trainOnBytes(words), expected, "8k");
  }

  @Test
  void learnsTheSameMergesFromTiesRunsAndLengthLimits() throws IOException {
    for (JsonNode corpus : SharedData.json("train_stress.json.gz")) {
      if (!corpus.get("hf_deterministic_5_runs").asBoolean()) {
        continue;
      }
      WordTable words = new WordTable();
      for (JsonNode line : corpus.get("lines")) {
        for (String word : line.asText().split(" ", -1)) {
          words.add(word.toCharArray(), 0, word.length());
        }
      }
      JsonNode limit = corpus.get("max_token_length");
      BpeTrainer trainer =
          new BpeTrainer(
              corpus.get("vocab_size").asInt(),
              corpus.get("min_frequency").asLong(),
              limit.isNull() ? Integer.MAX_VALUE : limit.asInt(),
              List.of("[UNK]"));
      assertEqual(trainer.trainOnCharacters(words), corpus, corpus.get("name").asText());
    }
  }

  private static void assertEqual(BpeTrainer.Learned learned, JsonNode expected, String name) {
    BpeVocabulary actual = learned.vocabulary();
    List<String> merges = new ArrayList<>();
    expected.get("merges").forEach(m -> merges.add(m.get(0).asText() + " " + m.get(1).asText()));
    assertThat(
            actual.merges().stream()
                .map(m -> actual.tokens().get(m.left()) + " " + actual.tokens().get(m.right())))
        .as(name)
        .containsExactlyElementsOf(merges);
    String[] tokens = new String[expected.get("vocab").size()];
    expected.get("vocab").fields().forEachRemaining(e -> tokens[e.getValue().asInt()] = e.getKey());
    assertThat(actual.tokens()).as(name).containsExactlyElementsOf(Arrays.asList(tokens));
  }
}
