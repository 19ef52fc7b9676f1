package org.peykare.formats.run;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.peykare.formats.JsonCodec;

/// A training that is asked for, and what is wanted of it now. Key on topic `commands`: `run/` and
/// the id.
///
/// @param id names the run; also its folder below `models/`
/// @param snapshot tag or id of the corpus snapshot to train on
/// @param tokenizer name of a tokenizer below `tokenizers/`; where missing, the snapshot's own,
///   trained if there is none
/// @param from run or checkpoint folder below `models/` whose weights it begins with; missing:
///   random weights
/// @param settings settings of the training that differ from its defaults, as in its settings file;
///   `start-from` may name another run, `mixture` data sets of the working directory
/// @param wanted what is wanted of the run now
/// @param at when the run was first asked for
/// @param origin who asked: `console`, `command`, `rest` or `policy/NAME`
public record RunRequest(
    String id,
    String snapshot,
    @Nullable String tokenizer,
    Map<String, String> settings,
    Wanted wanted,
    Instant at,
    String origin) {

  /// JSON, a value of topic `commands`.
  public static final JsonCodec<RunRequest> CODEC = JsonCodec.of(RunRequest.class);

  /// What is wanted of a run.
  public enum Wanted {
    /// It should run to its end.
    RUN,
    /// It should write a checkpoint and wait.
    PAUSE,
    /// It should end; what it has written stays.
    CANCEL
  }

  public RunRequest {
    if (!id.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
      throw new IllegalArgumentException(
          "Invalid run name: '%s' (must be 1 to 100 letters, digits, dots, underscores or hyphens, beginning with a letter or digit)"
              .formatted(id));
    }
    settings = settings == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(settings));
  }

  /// The same run, of which something else is wanted.
  public RunRequest want(Wanted other) {
    return new RunRequest(id, snapshot, tokenizer, settings, other, at, origin);
  }
}
