package org.peykare.trainer;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.peykare.trainer.checkpoint.ResumeState;

/// The settings of a pretraining as names and values, for the model card and for resuming.
final class SettingsTable {
  /// Places, which a model does not depend on.
  private static final Set<String> PLACES = Set.of("dataset", "output", "mixture", "startFrom");

  /// What may differ from the run that is resumed and decides how it goes on. With other `steps`
  /// the schedule is another one from then on, as warm-up and decay are shares of them.
  private static final Set<String> COURSE =
      Set.of("steps", "learningRate", "warmup", "decay", "clip", "spike", "skips");

  /// What may differ as it does not decide what is computed.
  private static final Set<String> FREE =
      Set.of(
          "device",
          "threads",
          "microBatch",
          "recompute",
          "stallSeconds",
          "evalEvery",
          "checkpointEvery",
          "keepCheckpoints",
          "keepBest");

  /// Between the name of a setting and the step up to which it had the value.
  private static final String UNTIL = ".until-";

  private SettingsTable() {}

  static Map<String, String> of(PretrainingConfig config) {
    Map<String, String> table = new TreeMap<>();
    fill(table, "", config);
    table.keySet().removeAll(PLACES);
    return table;
  }

  private static void fill(Map<String, String> table, String prefix, Record settings) {
    for (RecordComponent component : settings.getClass().getRecordComponents()) {
      Object value;
      try {
        value = component.getAccessor().invoke(settings);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("Records have readable components", e);
      }
      if (value instanceof Record nested) {
        fill(table, prefix + component.getName() + ".", nested);
      } else {
        table.put(prefix + component.getName(), String.valueOf(value));
      }
    }
  }

  /// The settings of a training that goes on from `state`, if any: those of `config`, and what was
  /// changed on resuming as `NAME.until-STEP`.
  static Map<String, String> of(PretrainingConfig config, @Nullable ResumeState state) {
    Map<String, String> table = of(config);
    if (state != null) {
      state
          .settings()
          .forEach((name, was) -> {
            if (name.contains(UNTIL)) {
              table.put(name, was);
            } else if (COURSE.contains(name) && !was.equals(table.get(name))) {
              table.put(name + UNTIL + state.step(), was);
            }
          });
    }
    return table;
  }

  /// @throws IllegalArgumentException when `state` cannot be gone on from
  static void checkResumable(PretrainingConfig config, String datasetSha256, ResumeState state) {
    List<String> problems = new ArrayList<>();
    if (!datasetSha256.equals(state.datasetSha256())) {
      problems.add("the data set in %s is another one".formatted(config.dataset()));
    }
    // What an earlier release did not know it did as the defaults say.
    Map<String, String> defaults =
        of(PretrainingConfig.builder(config.dataset(), config.output()).build());
    of(config)
        .forEach((name, value) -> {
          String was = state.settings().getOrDefault(name, defaults.get(name));
          if (!FREE.contains(name) && !COURSE.contains(name) && !value.equals(was)) {
            problems.add("%s was %s, now %s".formatted(name, was, value));
          }
        });
    if (config.steps() < state.step()) {
      problems.add("steps is %d, but %d are done".formatted(config.steps(), state.step()));
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot resume the training in %s: %s; give the same settings (%s may differ), or start anew elsewhere"
              .formatted(
                  config.output(),
                  String.join("; ", problems),
                  String.join(", ", new TreeSet<>(COURSE))));
    }
  }
}
