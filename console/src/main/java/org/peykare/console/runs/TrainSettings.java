package org.peykare.console.runs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.peykare.trainer.PretrainingConfig;
import org.peykare.trainer.PretrainingConfig.Builder;
import org.peykare.trainer.data.DatasetShare;
import org.peykare.trainer.data.MaskRule;
import org.peykare.trainer.data.MaskUnit;
import org.peykare.trainer.data.Objective;
import org.peykare.trainer.model.Recompute;
import org.peykare.trainer.ops.Precision;
import org.peykare.trainer.optim.Optimizer;
import org.peykare.trainer.optim.Schedule;

/// Settings of a pretraining by name, from a YAML file or the command line.
public final class TrainSettings {
  private static final Map<String, BiConsumer<Builder, String>> KEYS = new TreeMap<>();

  private static final String START = "start-from";
  private static final String MIXTURE = "mixture";

  static {
    KEYS.put("preset", Builder::preset);
    KEYS.put("sequence-length", (b, v) -> b.sequenceLength(Integer.parseInt(v)));
    KEYS.put("batch-start", (b, v) -> b.batchStart(Integer.parseInt(v)));
    KEYS.put("batch-warmup", (b, v) -> b.batchWarmup(Double.parseDouble(v)));
    KEYS.put("micro-batch", (b, v) -> b.microBatch(Integer.parseInt(v)));
    KEYS.put("recompute", (b, v) -> b.recompute(Recompute.valueOf(constant(v))));
    KEYS.put("optimizer", (b, v) -> b.optimizer(Optimizer.valueOf(constant(v))));
    KEYS.put("objective", (b, v) -> b.objective(Objective.valueOf(constant(v))));
    KEYS.put("mask-unit", (b, v) -> b.maskUnit(MaskUnit.valueOf(constant(v))));
    KEYS.put("spike", (b, v) -> b.spike(Double.parseDouble(v)));
    KEYS.put("skips", (b, v) -> b.skips(Integer.parseInt(v)));
    KEYS.put("stall-seconds", (b, v) -> b.stallSeconds(Integer.parseInt(v)));
    KEYS.put("batch-size", (b, v) -> b.batchSize(Integer.parseInt(v)));
    KEYS.put("steps", (b, v) -> b.steps(Integer.parseInt(v)));
    KEYS.put("learning-rate", (b, v) -> b.learningRate(Double.parseDouble(v)));
    KEYS.put("schedule", (b, v) -> b.schedule(Schedule.valueOf(constant(v))));
    KEYS.put("warmup", (b, v) -> b.warmup(Double.parseDouble(v)));
    KEYS.put("decay", (b, v) -> b.decay(Double.parseDouble(v)));
    KEYS.put("weight-decay", (b, v) -> b.weightDecay(Double.parseDouble(v)));
    KEYS.put("beta1", (b, v) -> b.beta1(Double.parseDouble(v)));
    KEYS.put("beta2", (b, v) -> b.beta2(Double.parseDouble(v)));
    KEYS.put("epsilon", (b, v) -> b.epsilon(Double.parseDouble(v)));
    KEYS.put("clip", (b, v) -> b.clip(Double.parseDouble(v)));
    KEYS.put("mask-rate", (b, v) -> b.maskRate(Double.parseDouble(v)));
    KEYS.put("mask-rule", (b, v) -> b.maskRule(MaskRule.valueOf(constant(v))));
    KEYS.put("precision", (b, v) -> b.precision(Precision.valueOf(constant(v))));
    KEYS.put("seed", (b, v) -> b.seed(Long.parseLong(v)));
    KEYS.put("device", Builder::device);
    KEYS.put("threads", (b, v) -> b.threads(Integer.parseInt(v)));
    KEYS.put("eval-every", (b, v) -> b.evalEvery(Integer.parseInt(v)));
    KEYS.put("checkpoint-every", (b, v) -> b.checkpointEvery(Integer.parseInt(v)));
    KEYS.put("keep-best", (b, v) -> b.keepBest(Integer.parseInt(v)));
    KEYS.put(MIXTURE, (b, v) -> b.mixture(mixture(v)));
    KEYS.put(START, (b, v) -> b.startFrom(Path.of(v)));
    KEYS.put("keep-checkpoints", (b, v) -> b.keepCheckpoints(Integer.parseInt(v)));
  }

  private TrainSettings() {}

  /// The settings in the YAML file `file`.
  ///
  /// @throws IllegalArgumentException when there is no such file, or it holds something else
  public static Map<String, String> read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "Cannot read the configuration %s: there is no such file".formatted(file));
    }
    try {
      JsonNode root = new YAMLMapper().readTree(file.toFile());
      if (!root.isObject()) {
        throw new IllegalArgumentException(
            "Cannot read %s: it must hold lines KEY: VALUE (known keys: %s)"
                .formatted(file, KEYS.keySet()));
      }
      Map<String, String> values = new LinkedHashMap<>();
      root.properties().forEach(field -> values.put(field.getKey(), field.getValue().asText()));
      return values;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "Cannot read %s: it is not YAML (%s)".formatted(file, e.getMessage()), e);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  /// Checks `values` without a data set at hand.
  ///
  /// @throws IllegalArgumentException naming every unknown setting and impossible value
  public static void check(Map<String, String> values) {
    Path nowhere = Path.of("");
    Builder builder = PretrainingConfig.builder(nowhere, nowhere);
    apply(values, builder);
    builder.build();
  }

  /// The settings with the names of runs and data sets of a working directory as their folders.
  public static Map<String, String> located(Map<String, String> values, Path dir) {
    Map<String, String> located = new TreeMap<>(values);
    located.computeIfPresent(START, (_, value) -> folder(dir.resolve("models"), value));
    located.computeIfPresent(
        MIXTURE,
        (_, value) ->
            Stream.of(value.split(","))
                .map(part -> folder(dir.resolve("datasets"), part.strip()))
                .collect(Collectors.joining(",")));
    return located;
  }

  /// `NAME` or `NAME=WEIGHT` as a folder below `parent`, if it is there.
  private static String folder(Path parent, String value) {
    int equals = value.lastIndexOf('=');
    String name = equals < 0 ? value : value.substring(0, equals);
    Path folder = parent.resolve(name);
    return Files.isDirectory(folder) ? folder + value.substring(name.length()) : value;
  }

  /// Applies `values`; all problems are reported together.
  public static void apply(Map<String, String> values, Builder builder) {
    List<String> problems = new ArrayList<>();
    values.forEach((key, value) -> {
      BiConsumer<Builder, String> setter = KEYS.get(key);
      if (setter == null) {
        problems.add("unknown setting %s (known: %s)".formatted(key, KEYS.keySet()));
        return;
      }
      try {
        setter.accept(builder, value);
      } catch (NumberFormatException e) {
        problems.add("%s must be a number, was \"%s\"".formatted(key, value));
      } catch (IllegalArgumentException e) {
        problems.add("%s: %s".formatted(key, e.getMessage()));
      }
    });
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "Invalid training settings:\n  " + String.join("\n  ", problems));
    }
  }

  /// `FOLDER=WEIGHT,FOLDER=WEIGHT`.
  private static List<DatasetShare> mixture(String value) {
    List<DatasetShare> shares = new ArrayList<>();
    for (String part : value.split(",")) {
      int equals = part.lastIndexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            "must be data sets with weights, FOLDER=WEIGHT,FOLDER=WEIGHT, was \"%s\""
                .formatted(value));
      }
      shares.add(
          new DatasetShare(
              Path.of(part.substring(0, equals).strip()),
              Double.parseDouble(part.substring(equals + 1))));
    }
    return shares;
  }

  private static String constant(String value) {
    return value.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
