package org.peykare.tokenizer.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peykare.tokenizer.GoldenFiles;
import org.peykare.tokenizer.bpe.BpeModel;
import org.peykare.tokenizer.bpe.WordPattern;
import org.peykare.tokenizer.normalize.CharsmapFixture;
import org.peykare.tokenizer.pipeline.Pipeline;

class TokenizerJsonTest {
  private static String golden() throws IOException {
    return Files.readString(GoldenFiles.tokenizer());
  }

  @Test
  void writesAFileAsItReadIt() throws IOException {
    assertThat(TokenizerJson.print(TokenizerJson.parse(golden()))).isEqualTo(golden());
  }

  @Test
  void readsGpt2sPatternMergesAsStringsAndAModelWithoutPostProcessor() throws IOException {
    ObjectNode json = (ObjectNode) TokenizerJson.MAPPER.readTree(golden());
    json.putObject("pre_tokenizer")
        .put("type", "ByteLevel")
        .put("add_prefix_space", false)
        .put("use_regex", true);
    json.putNull("post_processor");
    json.putNull("normalizer");
    ObjectNode model = (ObjectNode) json.get("model");
    JsonNode merges = model.get("merges");
    var strings = model.putArray("merges");
    merges.forEach(m -> strings.add(m.get(0).asText() + " " + m.get(1).asText()));
    model.put("ignore_merges", true);

    Pipeline pipeline = TokenizerJson.parse(json.toString());
    assertThat(pipeline.preTokenizer()).isEqualTo(WordPattern.GPT2);
    BpeModel bpe = (BpeModel) pipeline.model();
    assertThat(bpe.takesWholeWordsFirst()).isTrue();
    assertThat(bpe.vocabulary().merges()).hasSize(merges.size());
    assertThat(TokenizerJson.print(TokenizerJson.parse(TokenizerJson.print(pipeline))))
        .isEqualTo(TokenizerJson.print(pipeline));
  }

  /// Each line: where, what is put there, what the message says.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /version                   | "2.0"                        | version 2.0 is not supported
          /truncation                | {"max_tokens": 8}            | truncation has the field max_tokens, which is not supported
          /padding                   | {"length": 8}                | padding has the field length, which is not supported
          /normalizer/type           | "Precompiled"                | normalizer.precompiled_charsmap is null (must be a string)
          /pre_tokenizer             | {"type": "UnicodeScripts"}   | pre_tokenizer.type UnicodeScripts is not supported
          /pre_tokenizer/pretokenizers/0/behavior | "Dropped"       | pre_tokenizer.pretokenizers[0].behavior is Dropped (must be Removed
          /pre_tokenizer/pretokenizers/0/pattern  | {"Regex": "\\\\bx"} | is not supported
          /post_processor/type       | "Other"                      | post_processor.type Other is not supported
          /decoder/type              | "Other"                      | decoder.type Other is not supported
          /model/type                | "WordLevel"                  | model.type WordLevel is not supported
          /model/dropout             | 0.1                          | model.dropout 0.1 is not supported
          /model/merges/0            | ["a"]                        | model.merges[0] is ["a"] (must be two tokens)
          /model/merges/0            | ["ں", "b"]                   | Invalid merge [ں, b]: ں is not in the vocabulary
          /added_tokens/0/id         | "x"                          | added_tokens[0].id is x (must be a whole number)
          /added_tokens/0/trim       | true                         | added_tokens[0] has the field trim
          """)
  void refusesWhatItLacksByName(String where, String value, String message) throws IOException {
    JsonNode json = TokenizerJson.MAPPER.readTree(golden());
    int slash = where.lastIndexOf('/');
    JsonNode parent = json.at(where.substring(0, slash));
    String field = where.substring(slash + 1);
    JsonNode replacement = TokenizerJson.MAPPER.readTree(value);
    if (parent instanceof ObjectNode object) {
      object.set(field, replacement);
    } else {
      ((com.fasterxml.jackson.databind.node.ArrayNode) parent)
          .set(Integer.parseInt(field), replacement);
    }
    assertThatThrownBy(() -> TokenizerJson.parse(json.toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void namesTheFileItCannotRead() throws IOException {
    Path missing = Path.of("no-such-folder", "tokenizer.json");
    assertThatThrownBy(() -> TokenizerJson.read(missing))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("there is no file " + missing);
    Path broken = Files.writeString(Files.createTempFile("broken", ".json"), "{\"version\": ");
    assertThatThrownBy(() -> TokenizerJson.read(broken))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Cannot load tokenizer " + broken + ": Invalid JSON");
    Files.delete(broken);
  }

  @Test
  void readsSentencePiecesTableOfReplacements() throws IOException {
    byte[] charsmap = CharsmapFixture.compile(Map.of("ي", "ی"));
    String json =
        golden()
            .replaceFirst(
                "\"normalizer\": (null|\\{[^}]*})",
                "\"normalizer\": {\"type\": \"Precompiled\", \"precompiled_charsmap\": \"%s\"}"
                    .formatted(Base64.getEncoder().encodeToString(charsmap)));
    Pipeline pipeline = TokenizerJson.parse(json);
    assertThat(pipeline.encodeIds("علي")).isEqualTo(pipeline.encodeIds("علی"));
    String broken = json.replaceFirst("(charsmap\": \")", "$1!");
    assertThatThrownBy(() -> TokenizerJson.parse(broken))
        .hasMessageContaining("normalizer.precompiled_charsmap");
  }
}
