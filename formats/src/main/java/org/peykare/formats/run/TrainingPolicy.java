package org.peykare.formats.run;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.peykare.formats.JsonCodec;

/// Starts a run on each newly tagged snapshot that has enough new text. Key on topic `commands`:
/// `policy/` and the name; a tombstone removes it.
///
/// @param name names the policy
/// @param minTokens tokens that a snapshot must have beyond the one trained on last
/// @param tokenizer name of the tokenizer of the runs; where missing, that of the first run is kept
/// @param settings settings of the runs that differ from the defaults
/// @param start what the runs begin with
/// @param known tags that were there when it was made: a snapshot that has no other is not trained
///   on; where missing, `since` decides by the time that a snapshot was committed
/// @param since when it was made
public record TrainingPolicy(
    String name,
    long minTokens,
    @Nullable String tokenizer,
    Map<String, String> settings,
    Start start,
    @Nullable List<String> known,
    Instant since) {

  /// JSON, a value of topic `commands`.
  public static final JsonCodec<TrainingPolicy> CODEC = JsonCodec.of(TrainingPolicy.class);

  /// What a run begins with.
  public enum Start {
    /// Random weights.
    SCRATCH,
    /// The weights of the policy's last run that ended well; random ones for the first.
    CONTINUED
  }

  /// A policy whose runs begin with random weights.
  public TrainingPolicy(
      String name,
      long minTokens,
      @Nullable String tokenizer,
      Map<String, String> settings,
      Instant since) {
    this(name, minTokens, tokenizer, settings, Start.SCRATCH, null, since);
  }

  public TrainingPolicy {
    if (name == null || since == null) {
      throw new IllegalArgumentException(
          "Invalid training policy %s: it lacks %s"
              .formatted(name, name == null ? "its name" : "the time since when it counts"));
    }
    start = start == null ? Start.SCRATCH : start;
    known = known == null ? null : List.copyOf(known);
    if (minTokens < 0) {
      throw new IllegalArgumentException(
          "Invalid least number of new tokens: %d (must be 0 or more)".formatted(minTokens));
    }
    settings = settings == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(settings));
  }

  /// The same policy, made when these tags were there.
  public TrainingPolicy knowing(List<String> tags) {
    return new TrainingPolicy(name, minTokens, tokenizer, settings, start, tags, since);
  }
}
