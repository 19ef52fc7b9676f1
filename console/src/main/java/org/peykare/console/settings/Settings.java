package org.peykare.console.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeSet;

/// The settings of a working directory.
///
/// Read from `peykare.yaml`; an environment variable `PEYKARE_…` (dots and dashes as underscores)
/// overrides a key. Unknown keys and impossible values are all reported in one message.
///
/// @param bootstrapServers an outside Kafka cluster; empty: the embedded broker
/// @param brokerPort port of the embedded broker on loopback; 0: any free port
/// @param partitions partitions of each topic
/// @param contact web or mail address in the User-Agent; required to crawl the real web
/// @param delay between the end of a response and the next request to the same host
/// @param threads fetches at once
/// @param allowPrivate whether private and loopback addresses may be crawled
/// @param languages languages wanted in the corpus; empty for all
/// @param vocabularySize of a tokenizer trained without an explicit size
public record Settings(
    Optional<String> bootstrapServers,
    int brokerPort,
    int partitions,
    Optional<String> contact,
    Duration delay,
    int threads,
    boolean allowPrivate,
    List<String> languages,
    int vocabularySize) {

  /// Name of the settings file in a working directory.
  public static final String FILE = "peykare.yaml";

  private static final Key<String> BOOTSTRAP = Key.text("kafka.bootstrap-servers", null);
  private static final Key<Integer> PORT = Key.number("kafka.port", 0, 65_535, 0);
  private static final Key<Integer> PARTITIONS = Key.number("kafka.partitions", 1, 1_000, 8);
  private static final Key<String> CONTACT = Key.text("crawler.contact", null);
  private static final Key<Duration> DELAY =
      Key.duration("crawler.delay", Duration.ZERO, Duration.ofHours(1), "1s");
  private static final Key<Integer> THREADS = Key.number("crawler.threads", 1, 1_024, 16);
  private static final Key<Boolean> ALLOW_PRIVATE = Key.flag("crawler.allow-private");
  private static final Key<List<String>> LANGUAGES = Key.languages("corpus.languages");
  private static final Key<Integer> VOCABULARY =
      Key.number("tokenizer.vocabulary-size", 300, 1_000_000, 32_000);

  private static final List<Key<?>> KEYS =
      List.of(
          BOOTSTRAP,
          PORT,
          PARTITIONS,
          CONTACT,
          DELAY,
          THREADS,
          ALLOW_PRIVATE,
          LANGUAGES,
          VOCABULARY);

  public Settings {
    languages = List.copyOf(languages);
  }

  /// The settings of the working directory `dir`, or the defaults where it has no settings file.
  ///
  /// @throws IllegalArgumentException naming every unknown key and impossible value
  public static Settings read(Path dir, Map<String, String> environment) {
    Path file = dir.resolve(FILE);
    List<String> problems = new ArrayList<>();
    Map<String, String> values = new HashMap<>();
    if (Files.exists(file)) {
      JsonNode root = parse(file);
      if (!root.isObject() && !root.isMissingNode() && !root.isNull()) {
        throw new IllegalArgumentException(
            "Invalid settings in %s: it must hold lines KEY: VALUE".formatted(file));
      }
      flatten("", root, values);
      reportUnknown(values, problems);
    }
    for (Key<?> key : KEYS) {
      String override = environment.get(key.environmentName());
      if (override != null) {
        values.put(key.name(), override);
      }
    }
    Settings settings =
        new Settings(
            value(BOOTSTRAP, values, problems),
            value(PORT, values, problems).orElse(0),
            value(PARTITIONS, values, problems).orElse(1),
            value(CONTACT, values, problems),
            value(DELAY, values, problems).orElse(Duration.ofSeconds(1)),
            value(THREADS, values, problems).orElse(1),
            value(ALLOW_PRIVATE, values, problems).orElse(false),
            value(LANGUAGES, values, problems).orElse(List.of()),
            value(VOCABULARY, values, problems).orElse(300));
    if (!problems.isEmpty()) {
      StringJoiner message = new StringJoiner("\n  ", "Invalid settings in " + file + ":\n  ", "");
      problems.forEach(message::add);
      throw new IllegalArgumentException(message.toString());
    }
    return settings;
  }

  private static JsonNode parse(Path file) {
    try {
      return new YAMLMapper().readTree(file.toFile());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "Cannot read %s: it is not YAML (%s)".formatted(file, e.getMessage()), e);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  private static void flatten(String prefix, JsonNode node, Map<String, String> values) {
    if (node.isObject()) {
      node.properties()
          .forEach(field ->
              flatten(
                  prefix.isEmpty() ? field.getKey() : prefix + "." + field.getKey(),
                  field.getValue(),
                  values));
    } else if (node.isArray()) {
      StringJoiner items = new StringJoiner(",");
      node.forEach(item -> items.add(item.asText()));
      values.put(prefix, items.toString());
    } else if (!node.isMissingNode() && !prefix.isEmpty()) {
      values.put(prefix, node.isNull() ? "" : node.asText());
    }
  }

  private static void reportUnknown(Map<String, String> values, List<String> problems) {
    List<String> known = KEYS.stream().map(Key::name).toList();
    for (String name : new TreeSet<>(values.keySet())) {
      if (!known.contains(name)) {
        problems.add("unknown setting %s (known: %s)".formatted(name, String.join(", ", known)));
      }
    }
  }

  private static <T> Optional<T> value(
      Key<T> key, Map<String, String> values, List<String> problems) {
    String raw = values.get(key.name());
    if (raw == null) {
      return Optional.ofNullable(key.fallback()).flatMap(key.parser());
    }
    Optional<T> value = key.parser().apply(raw);
    if (value.isEmpty()) {
      problems.add("%s must be %s, was \"%s\"".formatted(key.name(), key.accepted(), raw));
    }
    return value;
  }
}
