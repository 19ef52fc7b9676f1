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
import java.util.TreeMap;
import java.util.TreeSet;
import org.peykare.console.plan.GpuSettings;
import org.peykare.corpus.filter.FilterConfig;

/// The settings of a working directory.
///
/// Read from `peykare.yaml`; an environment variable `PEYKARE_…` (dots and dashes as underscores)
/// overrides a key. Unknown keys and impossible values are all reported in one message. A setting
/// is a [Key] and an accessor here, and a line of the table in `README.md`.
public final class Settings {
  /// Name of the settings file in a working directory.
  public static final String FILE = "peykare.yaml";

  private static final Key<String> NODE_NAME = Key.name("node.name");
  private static final Key<String> BOOTSTRAP = Key.text("kafka.bootstrap-servers", null);
  private static final Key<String> KAFKA_HOST = Key.text("kafka.host", "127.0.0.1");
  private static final Key<Integer> KAFKA_PORT = Key.number("kafka.port", 0, 65_535, 0);
  private static final Key<String> KAFKA_ADVERTISED = Key.text("kafka.advertised-host", null);
  private static final Key<Integer> PARTITIONS = Key.number("kafka.partitions", 1, 1_000, 8);
  private static final Key<Long> DISK_FLOOR = Key.size("platform.disk-floor", 0, 1L << 50, "2GiB");
  private static final Key<String> CONTACT = Key.text("crawler.contact", null);
  private static final Key<Duration> DELAY =
      Key.duration("crawler.delay", Duration.ZERO, Duration.ofHours(1), "1s");
  private static final Key<Integer> THREADS = Key.number("crawler.threads", 1, 1_024, 16);
  private static final Key<Duration> CRAWLER_SESSION =
      Key.duration("crawler.session-timeout", Duration.ofSeconds(6), Duration.ofMinutes(5), "10s");
  private static final Key<Boolean> ALLOW_PRIVATE = Key.flag("crawler.allow-private");
  private static final Key<List<String>> RESOLVE = Key.list("crawler.resolve", "SUFFIX=IP:PORT");
  private static final Key<List<String>> LANGUAGES = Key.languages("corpus.languages");
  private static final Key<Integer> CORPUS_THREADS = Key.number("corpus.threads", 1, 256, 1);
  private static final Key<Duration> CORPUS_COMMIT =
      Key.duration("corpus.commit-interval", Duration.ofMillis(10), Duration.ofMinutes(1), "500ms");
  private static final Key<Duration> CORPUS_SESSION =
      Key.duration("corpus.session-timeout", Duration.ofSeconds(1), Duration.ofMinutes(5), "6s");
  private static final Key<Integer> CORPUS_STANDBYS = Key.number("corpus.standbys", 0, 5, 0);
  private static final Key<String> CATALOG_URL = Key.text("corpus.catalog.url", null);
  private static final Key<String> CATALOG_USER = Key.text("corpus.catalog.user", "peykare");
  private static final Key<String> CATALOG_PASSWORD = Key.text("corpus.catalog.password", null);
  private static final Key<String> WAREHOUSE = Key.text("corpus.warehouse", null);
  private static final Key<Integer> VOCABULARY =
      Key.number("tokenizer.vocabulary-size", 300, 1_000_000, 32_000);
  private static final Key<Long> TRAINER_HEAP = Key.size("trainer.heap", 0, 1L << 50, "0");
  private static final Key<Long> TRAINER_MEMORY = Key.size("trainer.memory", 0, 1L << 50, "0");
  private static final Key<String> GPU_KIND = Key.text("gpu.kind", null);
  private static final Key<Integer> GPU_COUNT = Key.number("gpu.count", 1, 1_000_000, 1);
  private static final Key<Double> GPU_UTILIZATION =
      Key.decimal("gpu.utilization", 0.0001, 1, null);
  private static final Key<Double> GPU_PRICE = Key.decimal("gpu.price", 0.0001, 1e6, null);
  private static final Key<String> GPU_CURRENCY = Key.text("gpu.currency", "$");
  private static final Key<Double> GPU_RATE = Key.decimal("gpu.rate", 1e-9, 1e12, "1");
  private static final Key<String> CONSOLE_HOST = Key.text("console.host", "127.0.0.1");
  private static final Key<Integer> CONSOLE_PORT = Key.number("console.port", 0, 65_535);
  private static final Key<String> CONSOLE_TOKEN = Key.text("console.token", null);

  private static final List<Key<?>> KEYS =
      List.of(
          NODE_NAME,
          BOOTSTRAP,
          KAFKA_HOST,
          KAFKA_PORT,
          KAFKA_ADVERTISED,
          PARTITIONS,
          DISK_FLOOR,
          CONTACT,
          DELAY,
          THREADS,
          CRAWLER_SESSION,
          ALLOW_PRIVATE,
          RESOLVE,
          LANGUAGES,
          CORPUS_THREADS,
          CORPUS_COMMIT,
          CORPUS_SESSION,
          CORPUS_STANDBYS,
          CATALOG_URL,
          CATALOG_USER,
          CATALOG_PASSWORD,
          WAREHOUSE,
          VOCABULARY,
          TRAINER_HEAP,
          TRAINER_MEMORY,
          GPU_KIND,
          GPU_COUNT,
          GPU_UTILIZATION,
          GPU_PRICE,
          GPU_CURRENCY,
          GPU_RATE,
          CONSOLE_HOST,
          CONSOLE_PORT,
          CONSOLE_TOKEN);

  /// Settings below this are the corpus's own, see [FilterConfig#with].
  private static final String FILTER = "corpus.filter.";

  private final Map<String, Object> values;
  private final FilterConfig filter;

  private Settings(Map<String, Object> values, FilterConfig filter) {
    this.values = Map.copyOf(values);
    this.filter = filter;
  }

  /// The environment variables that override a setting.
  public static List<String> environmentNames() {
    return KEYS.stream().map(Key::environmentName).toList();
  }

  /// Name of this machine or container among those of the platform, the same after a restart;
  /// empty: the host's name.
  public Optional<String> nodeName() {
    return optional(NODE_NAME);
  }

  /// An outside Kafka cluster; empty: the embedded broker.
  public Optional<String> bootstrapServers() {
    return optional(BOOTSTRAP);
  }

  /// Address that the embedded broker listens on.
  public String brokerHost() {
    return value(KAFKA_HOST);
  }

  /// Port of the embedded broker; 0: any free port.
  public int brokerPort() {
    return value(KAFKA_PORT);
  }

  /// Host name that the embedded broker tells its clients; empty: the one it listens on.
  public Optional<String> advertisedBrokerHost() {
    return optional(KAFKA_ADVERTISED);
  }

  /// Partitions of each topic.
  public int partitions() {
    return value(PARTITIONS);
  }

  /// Free bytes of a disk below which nothing more is gathered.
  public long diskFloorBytes() {
    return value(DISK_FLOOR);
  }

  /// Web or mail address in the User-Agent; required to crawl the real web.
  public Optional<String> contact() {
    return optional(CONTACT);
  }

  /// Between the end of a response and the next request to the same host.
  public Duration delay() {
    return value(DELAY);
  }

  /// Fetches at once.
  public int threads() {
    return value(THREADS);
  }

  /// Whether private and loopback addresses may be crawled.
  public boolean allowPrivate() {
    return value(ALLOW_PRIVATE);
  }

  /// Rules `SUFFIX=IP:PORT` that send hosts to given addresses.
  public List<String> resolve() {
    return value(RESOLVE);
  }

  /// Languages wanted in the corpus; empty for all.
  public List<String> languages() {
    return value(LANGUAGES);
  }

  /// Limits of the corpus's filters.
  public FilterConfig filter() {
    return filter;
  }

  /// Threads of the corpus stream.
  public int corpusThreads() {
    return value(CORPUS_THREADS);
  }

  /// How long a crawler may be silent before others take its hosts.
  public Duration crawlerSessionTimeout() {
    return value(CRAWLER_SESSION);
  }

  /// Time between two commits of the corpus stream.
  public Duration corpusCommitInterval() {
    return value(CORPUS_COMMIT);
  }

  /// How long a corpus worker may be silent before others take its partitions.
  public Duration corpusSessionTimeout() {
    return value(CORPUS_SESSION);
  }

  /// Copies of each partition's state that other corpus workers keep.
  public int corpusStandbys() {
    return value(CORPUS_STANDBYS);
  }

  /// JDBC URL of a PostgreSQL catalog; empty: a SQLite file in the working directory.
  public Optional<String> catalogUrl() {
    return optional(CATALOG_URL);
  }

  /// User of that database.
  public String catalogUser() {
    return value(CATALOG_USER);
  }

  /// Password of that user; never printed.
  public Optional<String> catalogPassword() {
    return optional(CATALOG_PASSWORD);
  }

  /// Folder with the files of the documents table; empty: `warehouse` in the working directory.
  public Optional<String> warehouse() {
    return optional(WAREHOUSE);
  }

  /// Java heap of a training process, in bytes; 0: what a JVM takes by itself.
  public long trainerHeapBytes() {
    return value(TRAINER_HEAP);
  }

  /// Memory of a training process, native memory included, in bytes; 0: no limit.
  public long trainerMemoryBytes() {
    return value(TRAINER_MEMORY);
  }

  /// What plans and running trainings reckon with.
  public GpuSettings gpu() {
    return new GpuSettings(
        optional(GPU_KIND).orElse(null),
        value(GPU_COUNT),
        optional(GPU_UTILIZATION).orElse(null),
        optional(GPU_PRICE).orElse(null),
        value(GPU_CURRENCY),
        value(GPU_RATE));
  }

  /// Of a tokenizer trained without an explicit size.
  public int vocabularySize() {
    return value(VOCABULARY);
  }

  /// Address that the console listens on; beyond loopback it needs a token.
  public String consoleHost() {
    return value(CONSOLE_HOST);
  }

  /// Port of the console, or of the health of a role alone; 0: any free port.
  public Optional<Integer> consolePort() {
    return optional(CONSOLE_PORT);
  }

  /// What visitors of the console must show.
  public Optional<String> consoleToken() {
    return optional(CONSOLE_TOKEN);
  }

  /// The settings of the working directory `dir`, or the defaults where it has no settings file.
  ///
  /// @throws IllegalArgumentException naming every unknown key and impossible value
  public static Settings read(Path dir, Map<String, String> environment) {
    Path file = dir.resolve(FILE);
    List<String> problems = new ArrayList<>();
    Map<String, String> raw = new HashMap<>();
    if (Files.exists(file)) {
      JsonNode root = parse(file);
      if (!root.isObject() && !root.isMissingNode() && !root.isNull()) {
        throw new IllegalArgumentException(
            "Invalid settings in %s: it must hold lines KEY: VALUE".formatted(file));
      }
      flatten("", root, raw);
      reportUnknown(raw, problems);
    }
    Map<String, Object> values = new HashMap<>();
    for (Key<?> key : KEYS) {
      String override = environment.get(key.environmentName());
      if (override != null) {
        raw.put(key.name(), override);
      }
      parse(key, raw, problems).ifPresent(value -> values.put(key.name(), value));
    }
    FilterConfig filter = filter(raw, problems);
    if (!problems.isEmpty()) {
      StringJoiner message = new StringJoiner("\n  ", "Invalid settings in " + file + ":\n  ", "");
      problems.forEach(message::add);
      throw new IllegalArgumentException(message.toString());
    }
    return new Settings(values, filter);
  }

  private static FilterConfig filter(Map<String, String> raw, List<String> problems) {
    FilterConfig filter = FilterConfig.defaults();
    for (Map.Entry<String, String> setting : new TreeMap<>(raw).entrySet()) {
      String name = setting.getKey();
      if (name.startsWith(FILTER)) {
        try {
          filter = filter.with(name.substring(FILTER.length()), setting.getValue());
        } catch (IllegalArgumentException e) {
          problems.add(e.getMessage());
        }
      }
    }
    return filter;
  }

  private <T> T value(Key<T> key) {
    return optional(key).orElseThrow();
  }

  @SuppressWarnings("unchecked") // a key's own parser made its value
  private <T> Optional<T> optional(Key<T> key) {
    return Optional.ofNullable((T) values.get(key.name()));
  }

  private static JsonNode parse(Path file) {
    try {
      return new YAMLMapper().readTree(file.toFile());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "Cannot read %s: it is not YAML (%s)".formatted(file, Yaml.fault(e)), e);
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
      if (!known.contains(name) && !name.startsWith(FILTER)) {
        problems.add("unknown setting %s (known: %s)".formatted(name, String.join(", ", known)));
      }
    }
  }

  private static <T> Optional<T> parse(
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
