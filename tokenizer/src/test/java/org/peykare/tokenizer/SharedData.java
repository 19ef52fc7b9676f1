package org.peykare.tokenizer;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/// Conformance data outside the repository, in the folder `tokenizer` of the folder that the
/// environment variable PEYKARE_TEST_DATA names; tests that need it are skipped without it.
public final class SharedData {
  public static final JsonMapper JSON = new JsonMapper();

  private SharedData() {}

  public static Path file(String name) {
    String folder = System.getenv("PEYKARE_TEST_DATA");
    assumeTrue(folder != null, "PEYKARE_TEST_DATA is not set");
    Path file = Path.of(folder, "tokenizer", name);
    assumeTrue(Files.exists(file), "there is no " + file);
    return file;
  }

  /// What stands before `suffix` in the names of the files that end in it.
  public static List<String> namesEndingIn(String suffix) throws IOException {
    String folder = System.getenv("PEYKARE_TEST_DATA");
    assumeTrue(folder != null, "PEYKARE_TEST_DATA is not set");
    try (Stream<Path> files = Files.list(Path.of(folder, "tokenizer"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(suffix))
          .map(name -> name.substring(0, name.length() - suffix.length()))
          .sorted()
          .toList();
    }
  }

  /// The lines of a gzipped JSON-lines file.
  public static List<JsonNode> lines(String name) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(open(name), StandardCharsets.UTF_8))) {
      return reader.readAllLines().stream().map(SharedData::parse).toList();
    }
  }

  /// A gzipped JSON file.
  public static JsonNode json(String name) throws IOException {
    try (InputStream in = open(name)) {
      return JSON.readTree(in);
    }
  }

  private static InputStream open(String name) throws IOException {
    return new GZIPInputStream(Files.newInputStream(file(name)));
  }

  private static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new IllegalArgumentException(line, e);
    }
  }

  /// A JSON list of numbers.
  public static int[] ints(JsonNode list) {
    int[] values = new int[list.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = list.get(i).isNull() ? -1 : list.get(i).asInt();
    }
    return values;
  }

  /// The elements `index` of a JSON list of pairs.
  public static int[] column(JsonNode pairs, int index) {
    int[] values = new int[pairs.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = pairs.get(i).get(index).asInt();
    }
    return values;
  }
}
