package org.peykare.benchmarks.encode;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Texts with a name, in NFC, so that a library that does not normalise sees the same.
///
/// @param name what they are called in tables
/// @param texts the texts
/// @param megabytes millions of bytes of UTF-8
record Texts(String name, List<String> texts, double megabytes) {
  private static final JsonMapper MAPPER = new JsonMapper();

  static Texts of(String name, List<String> texts) {
    long bytes =
        texts.stream().mapToLong(text -> text.getBytes(StandardCharsets.UTF_8).length).sum();
    return new Texts(name, List.copyOf(texts), bytes / 1e6);
  }

  /// The field `text` of every line of a file of JSON lines.
  static Texts read(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      List<String> texts = lines.map(Texts::text).toList();
      return of(file.getFileName().toString().replaceFirst("\\..*", ""), texts);
    } catch (IOException e) {
      throw new IllegalArgumentException("Cannot read texts from " + file, e);
    }
  }

  private static String text(String line) {
    try {
      return Normalizer.normalize(MAPPER.readTree(line).path("text").asText(), Normalizer.Form.NFC);
    } catch (IOException e) {
      throw new IllegalArgumentException("Not a line of JSON: " + line, e);
    }
  }

  /// The texts of all, one of each in turn.
  static Texts mixed(List<Texts> all) {
    List<String> mixed = new ArrayList<>();
    int longest = all.stream().mapToInt(texts -> texts.texts().size()).max().orElse(0);
    for (int i = 0; i < longest; i++) {
      for (Texts texts : all) {
        if (i < texts.texts().size()) {
          mixed.add(texts.texts().get(i));
        }
      }
    }
    return of("mixed", mixed);
  }
}
