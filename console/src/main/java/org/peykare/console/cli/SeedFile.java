package org.peykare.console.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.peykare.console.settings.Yaml;
import org.peykare.crawler.seed.Seed;

/// Reads seeds from a file: a plain list of URLs, one a line (`#` begins a comment), or YAML: a
/// list of seeds with the fields of topic `seeds` (`formats/topics.md`).
final class SeedFile {
  private static final Set<String> FIELDS =
      Arrays.stream(Seed.class.getRecordComponents())
          .map(RecordComponent::getName)
          .map(name -> name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT))
          .collect(Collectors.toSet());

  private SeedFile() {}

  static List<Seed> read(Path file) {
    try {
      Checks.file("the seeds file", file);
      String name = file.getFileName().toString();
      return name.endsWith(".yaml") || name.endsWith(".yml")
          ? yaml(file)
          : Seed.ofUrls(
              Files.readAllLines(file).stream()
                  .map(line -> line.replaceAll("(^|\\s)#.*", "").strip())
                  .filter(line -> !line.isEmpty())
                  .toList());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the seeds file " + file, e);
    }
  }

  /// `seeds` as a YAML file that [#read] reads.
  static String yaml(List<Seed> seeds) {
    YAMLMapper mapper = new YAMLMapper();
    mapper.configure(YAMLGenerator.Feature.WRITE_DOC_START_MARKER, false);
    ArrayNode list = mapper.createArrayNode();
    try {
      for (Seed seed : seeds) {
        list.add(mapper.readTree(Seed.CODEC.toJson(seed)));
      }
      return mapper.writeValueAsString(list);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write seeds as YAML", e);
    }
  }

  private static List<Seed> yaml(Path file) throws IOException {
    JsonNode root;
    try {
      root = new YAMLMapper().readTree(file.toFile());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "Cannot read %s: it is not YAML (%s)".formatted(file, Yaml.fault(e)), e);
    }
    if (!root.isArray()) {
      throw new IllegalArgumentException(
          "Cannot read %s: it must be a list of seeds, each with id and start_urls"
              .formatted(file));
    }
    List<Seed> seeds = new ArrayList<>();
    for (JsonNode node : root) {
      if (!node.isObject()) {
        throw new IllegalArgumentException(
            "Invalid seed in %s: %s (must be a map with id and start_urls, or use a plain list of URLs in a file that does not end in .yaml)"
                .formatted(file, node));
      }
      node.fieldNames()
          .forEachRemaining(field -> {
            if (!FIELDS.contains(field)) {
              throw new IllegalArgumentException(
                  "Unknown field %s of a seed in %s (known: %s)".formatted(field, file, FIELDS));
            }
          });
      seeds.add(Seed.CODEC.fromJson(node.toString()));
    }
    return seeds;
  }
}
