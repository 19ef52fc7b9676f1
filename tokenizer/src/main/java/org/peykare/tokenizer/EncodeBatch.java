package org.peykare.tokenizer;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.peykare.tokenizer.pipeline.Encoding;

/// Encodes JSON lines: `{"i": …, "text": "…"}` in, `{"i": …, "ids": […], "offsets": [[start, end],
/// …]}` out, without special tokens, offsets in code points.
public final class EncodeBatch {
  private static final JsonMapper MAPPER = new JsonMapper();
  private final Tokenizer tokenizer;

  /// A batch encoder that uses `tokenizer`.
  public EncodeBatch(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  /// Encodes the lines of `in` to `out`; returns their number. Blank lines are passed over.
  ///
  /// @throws IllegalArgumentException when a line is not such an object, the message says which, or
  ///   when both are the same file
  public long run(Path in, Path out) {
    if (!Files.isRegularFile(in)) {
      throw new IllegalArgumentException("Cannot encode %s: there is no such file".formatted(in));
    }
    if (isSame(in, out)) {
      throw new IllegalArgumentException(
          "Cannot encode %s to %s: they are the same file (name another one to write to)"
              .formatted(in, out));
    }
    try (BufferedReader reader = Files.newBufferedReader(in);
        BufferedWriter writer = Files.newBufferedWriter(out)) {
      long encoded = 0;
      long number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        if (!line.isBlank()) {
          JsonNode object = parse(line, in, number);
          write(writer, object, tokenizer.encode(object.get("text").textValue()));
          encoded++;
        }
      }
      return encoded;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          "Cannot encode %s: it is not UTF-8 (convert it first)".formatted(in), e);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot encode %s to %s".formatted(in, out), e);
    }
  }

  private static boolean isSame(Path in, Path out) {
    try {
      return Files.exists(out) && Files.isSameFile(in, out);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot encode %s to %s".formatted(in, out), e);
    }
  }

  private static JsonNode parse(String line, Path in, long number) {
    try {
      JsonNode object = MAPPER.readTree(line);
      if (object.hasNonNull("i") && object.path("text").isTextual()) {
        return object;
      }
      throw new IllegalArgumentException(
          "Cannot encode %s: line %d is not an object with \"i\" and a string \"text\""
              .formatted(in, number));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "Cannot encode %s: line %d is not JSON: %s".formatted(in, number, e.getOriginalMessage()),
          e);
    }
  }

  private static void write(BufferedWriter out, JsonNode object, Encoding encoding)
      throws IOException {
    JsonGenerator json =
        MAPPER.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    json.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
    json.writeStartObject();
    json.writeFieldName("i");
    json.writeTree(object.get("i"));
    json.writeFieldName("ids");
    json.writeArray(encoding.ids(), 0, encoding.size());
    json.writeArrayFieldStart("offsets");
    for (int i = 0; i < encoding.size(); i++) {
      json.writeArray(new int[] {encoding.starts()[i], encoding.ends()[i]}, 0, 2);
    }
    json.writeEndArray();
    json.writeEndObject();
    json.close();
    out.write('\n');
  }
}
