package org.peykare.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.peykare.tokenizer.json.TokenizerJson;
import org.peykare.tokenizer.pipeline.Encoding;
import org.peykare.tokenizer.pipeline.Truncation;

/// Small tokenizers of many kinds, and what Hugging Face's `tokenizers` 0.23.2 gives for texts and
/// pairs. `kinds/make.py` made them from `training.txt`.
class TokenizerKindsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bert",
        "bpe_suffix",
        "bpe_words",
        "bytes_normalizer",
        "gpt4",
        "lines",
        "llama",
        "roberta",
        "template",
        "unigram",
        "unigram_bytes",
        "wordpiece_sequence"
      })
  void doesWithEveryTextWhatTheReferenceDoes(String kind) throws IOException {
    Tokenizer tokenizer = tokenizer(kind);
    for (String line : lines(kind + ".cases.jsonl")) {
      JsonNode expected = SharedData.JSON.readTree(line);
      String text = expected.get("text").asText();
      if (!expected.has("pair")) {
        assertEqual(text, tokenizer.encode(text), expected.get("plain"));
        assertParts(text, tokenizer.encodeParts(text), expected);
        int[] ids = SharedData.ints(expected.get("plain").get("ids"));
        assertThat(tokenizer.decode(ids)).as(text).isEqualTo(expected.get("dec").asText());
        int[] full = SharedData.ints(expected.get("full").get("ids"));
        assertThat(tokenizer.decodeWithoutSpecialTokens(full))
            .as(text)
            .isEqualTo(expected.get("dec_skip").asText());
      } else if (expected.has("error")) {
        assertThatThrownBy(() -> tokenizer.encodePairParts(text, expected.get("pair").asText()))
            .isInstanceOf(Truncation.TooShort.class)
            .hasMessage(expected.get("error").asText());
      } else {
        assertParts(text, tokenizer.encodePairParts(text, expected.get("pair").asText()), expected);
      }
    }
  }

  /// The small tokenizer of this name.
  static Tokenizer tokenizer(String kind) throws IOException {
    return new Tokenizer(TokenizerJson.parse(String.join("\n", lines(kind + ".tokenizer.json"))));
  }

  private static void assertParts(String text, List<Encoding> parts, JsonNode expected) {
    assertEqual(text, parts.getFirst(), expected.get("full"));
    List<int[]> overflow = new ArrayList<>();
    expected.get("overflow").forEach(part -> overflow.add(SharedData.ints(part)));
    assertThat(parts.stream().skip(1).map(Encoding::ids))
        .as(text)
        .containsExactlyElementsOf(overflow);
    List<int[]> types = new ArrayList<>();
    expected.path("overflow_types").forEach(part -> types.add(SharedData.ints(part)));
    if (!types.isEmpty()) {
      assertThat(parts.stream().skip(1).map(Encoding::typeIds))
          .as(text)
          .containsExactlyElementsOf(types);
    }
  }

  private static void assertEqual(String text, Encoding encoding, JsonNode expected) {
    assertThat(encoding.ids()).as(text).containsExactly(ints(expected, "ids"));
    JsonNode offsets = expected.get("offsets");
    assertThat(encoding.starts()).as(text).containsExactly(SharedData.column(offsets, 0));
    assertThat(encoding.ends()).as(text).containsExactly(SharedData.column(offsets, 1));
    assertThat(encoding.wordIds()).as(text).containsExactly(ints(expected, "words"));
    assertThat(encoding.typeIds()).as(text).containsExactly(ints(expected, "types"));
    assertThat(encoding.specialMask()).as(text).containsExactly(ints(expected, "special"));
    assertThat(encoding.attentionMask()).as(text).containsExactly(ints(expected, "attention"));
  }

  private static int[] ints(JsonNode json, String field) {
    return SharedData.ints(json.get(field));
  }

  static List<String> lines(String name) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    java.util.Objects.requireNonNull(
                        TokenizerKindsTest.class.getResourceAsStream("/kinds/" + name + ".gz"))),
                StandardCharsets.UTF_8))) {
      return reader.readAllLines();
    }
  }
}
