package org.peykare.tokenizer.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.peykare.tokenizer.pipeline.Pipeline;

/// Reads and writes `tokenizer.json`.
public final class TokenizerJson {
  /// The file's name in a folder.
  public static final String FILE = "tokenizer.json";

  static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY).build();

  private TokenizerJson() {}

  /// The file that `fileOrFolder` names.
  public static Path file(Path fileOrFolder) {
    return Files.isDirectory(fileOrFolder) ? fileOrFolder.resolve(FILE) : fileOrFolder;
  }

  /// Reads a `tokenizer.json`, or the one in a folder.
  ///
  /// @throws IllegalArgumentException when there is none, or when it holds something this reader
  ///   does not understand; the message names it
  public static Pipeline read(Path fileOrFolder) {
    Path file = file(fileOrFolder);
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "Cannot load tokenizer: there is no file %s (name a tokenizer.json or its folder)"
              .formatted(file));
    }
    try {
      return parse(Files.readString(file));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Cannot load tokenizer %s: %s".formatted(file, e.getMessage()), e);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot load tokenizer " + file, e);
    }
  }

  /// Reads the text of a `tokenizer.json`.
  public static Pipeline parse(String json) {
    try {
      return new PipelineReader(MAPPER.readTree(json)).read();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Invalid JSON: " + e.getOriginalMessage(), e);
    }
  }

  /// The text of the `tokenizer.json` of `pipeline`; the same for equal tokenizers.
  public static String print(Pipeline pipeline) {
    return pretty(PipelineWriter.write(pipeline));
  }

  static String pretty(JsonNode node) {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withArrayEmptySeparator("")
                .withObjectEmptySeparator(""));
    printer.indentArraysWith(indenter);
    printer.indentObjectsWith(indenter);
    ObjectWriter writer = MAPPER.writer(printer);
    try {
      return writer.writeValueAsString(node) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write JSON", e);
    }
  }
}
