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

/// A file of JSON objects, one a line, each with an `i`, turned into another.
///
/// @param verb what is done, for messages
record JsonLines(String verb, Path in, Path out) {
  private static final JsonMapper MAPPER = new JsonMapper();

  /// Writes the fields of one line's answer, all but `i`.
  interface Line {
    void answer(JsonNode object, JsonGenerator json) throws IOException;
  }

  /// A line is not what it should be.
  static final class Unfit extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    Unfit(String expected) {
      super(expected);
    }
  }

  /// Answers every line that is not blank; returns their number.
  long forEach(Line line) {
    if (!Files.isRegularFile(in)) {
      throw new IllegalArgumentException("Cannot %s %s: there is no such file".formatted(verb, in));
    }
    if (isSame()) {
      throw new IllegalArgumentException(
          "Cannot %s %s to %s: they are the same file (name another one to write to)"
              .formatted(verb, in, out));
    }
    Path folder = out.toAbsolutePath().getParent();
    if (Files.isDirectory(out) || folder == null || !Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "Cannot %s %s to %s: that is no file in a folder that exists (make the folder first)"
              .formatted(verb, in, out));
    }
    try (BufferedReader reader = Files.newBufferedReader(in);
        BufferedWriter writer = Files.newBufferedWriter(out)) {
      long answered = 0;
      long number = 0;
      for (String text = reader.readLine(); text != null; text = reader.readLine()) {
        number++;
        if (!text.isBlank()) {
          answer(parse(text, number), number, line, writer);
          answered++;
        }
      }
      return answered;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          "Cannot %s %s: it is not UTF-8 (convert it first)".formatted(verb, in), e);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot %s %s to %s".formatted(verb, in, out), e);
    }
  }

  private boolean isSame() {
    try {
      return Files.exists(out) && Files.isSameFile(in, out);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot %s %s to %s".formatted(verb, in, out), e);
    }
  }

  private JsonNode parse(String text, long number) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "Cannot %s %s: line %d is not JSON: %s"
              .formatted(verb, in, number, e.getOriginalMessage()),
          e);
    }
  }

  private void answer(JsonNode object, long number, Line line, BufferedWriter writer)
      throws IOException {
    JsonGenerator json =
        MAPPER.createGenerator(writer).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    json.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
    json.writeStartObject();
    json.writeFieldName("i");
    json.writeTree(object.path("i").isMissingNode() ? MAPPER.nullNode() : object.get("i"));
    try {
      if (!object.hasNonNull("i")) {
        throw new Unfit("an object with \"i\" and a string \"text\"");
      }
      line.answer(object, json);
    } catch (Unfit e) {
      throw new IllegalArgumentException(
          "Cannot %s %s: line %d is not %s".formatted(verb, in, number, e.getMessage()), e);
    }
    json.writeEndObject();
    json.close();
    writer.write('\n');
  }
}
