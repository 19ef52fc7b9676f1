package org.peykare.trainer;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.peykare.trainer.checkpoint.ResumeState;

/// The settings of a pretraining as names and values, for the model card and for resuming.
final class SettingsTable {
  /// Places, which a model does not depend on.
  private static final Set<String> PLACES = Set.of("dataset", "output");

  /// What may differ from the run that is resumed: it does not touch what is computed, or, as the
  /// number of steps, it only says how long to go on.
  private static final Set<String> FREE =
      Set.of("steps", "device", "threads", "evalEvery", "checkpointEvery", "keepCheckpoints");

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

  /// @throws IllegalArgumentException when `state` cannot be gone on from
  static void checkResumable(PretrainingConfig config, String datasetSha256, ResumeState state) {
    List<String> problems = new ArrayList<>();
    if (!datasetSha256.equals(state.datasetSha256())) {
      problems.add("the data set in %s is another one".formatted(config.dataset()));
    }
    of(config)
        .forEach((name, value) -> {
          String was = state.settings().get(name);
          if (!FREE.contains(name) && !value.equals(was)) {
            problems.add("%s was %s, now %s".formatted(name, was, value));
          }
        });
    if (config.steps() < state.step()) {
      problems.add("steps is %d, but %d are done".formatted(config.steps(), state.step()));
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot resume the training in %s: %s; give the same settings, or start anew elsewhere"
              .formatted(config.output(), String.join("; ", problems)));
    }
  }
}
