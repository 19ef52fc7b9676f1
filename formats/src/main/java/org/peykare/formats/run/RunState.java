package org.peykare.formats.run;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.peykare.formats.JsonCodec;

/// How far a run came. The value of topic `runs`; its key is the run's id.
///
/// @param id names the run
/// @param state where it is
/// @param requested when it was asked for
/// @param at when this was written
/// @param snapshot the corpus snapshot
/// @param tokenizer name of its tokenizer, when known
/// @param worker the trainer process that has it, when one has
/// @param step optimizer steps done
/// @param steps steps of the whole run, 0 while unknown
/// @param tokensPerSecond tokens trained on per second, lately
/// @param secondsLeft until the last step, at the speed of late
/// @param losses training loss by step, thinned to at most [#POINTS]
/// @param heldOut held-out loss by step, in nats per token
/// @param entropy unigram entropy of the held-out tokens, in nats: what knowing no context gives
/// @param exam the newest held-out figures
/// @param usage what it has used so far
/// @param checkpoint the newest checkpoint folder, when there is one
/// @param message for people: why it waits or failed
public record RunState(
    String id,
    State state,
    Instant requested,
    Instant at,
    String snapshot,
    @Nullable String tokenizer,
    @Nullable String worker,
    long step,
    long steps,
    @Nullable Double tokensPerSecond,
    @Nullable Long secondsLeft,
    List<Point> losses,
    List<Point> heldOut,
    @Nullable Double entropy,
    @Nullable Exam exam,
    @Nullable Usage usage,
    @Nullable String checkpoint,
    @Nullable String message) {

  /// JSON, the value of topic `runs`.
  public static final JsonCodec<RunState> CODEC = JsonCodec.of(RunState.class);

  /// Points of a curve at most.
  public static final int POINTS = 400;

  /// A point of a curve.
  public record Point(long step, double value) {}

  /// Held-out figures.
  ///
  /// @param step steps done before
  /// @param loss nats per masked token
  /// @param accuracy share of the masked tokens that were guessed right
  /// @param bitsPerByte of the text that the masked tokens stand for, when known
  public record Exam(long step, double loss, double accuracy, @Nullable Double bitsPerByte) {}

  /// What a training has used.
  ///
  /// @param seconds of training, over all processes
  /// @param flopsPerSecond operations of the model a second, lately
  /// @param utilization their share of the device's peak, when that is known
  /// @param memoryBytes of the training process
  /// @param cost so far, when a price is known
  /// @param currency of the cost
  public record Usage(
      double seconds,
      double flopsPerSecond,
      @Nullable Double utilization,
      long memoryBytes,
      @Nullable Double cost,
      @Nullable String currency) {}

  /// Where a run is, in the order of its life.
  public enum State {
    /// Asked for; no trainer has taken it.
    REQUESTED,
    /// Its tokenizer is being trained.
    TOKENIZING,
    /// Its token shards are being written.
    SHARDING,
    /// Waits for a device.
    QUEUED,
    /// Trains.
    TRAINING,
    /// Is being measured on held-out documents, after the last step.
    EVALUATING,
    /// Paused by the operator, with a checkpoint.
    PAUSED,
    /// Ended well.
    DONE,
    /// Ended by an error; the message says which.
    FAILED,
    /// Ended by the operator.
    CANCELLED;

    /// Whether nothing more will happen to the run.
    public boolean ended() {
      return this == DONE || this == FAILED || this == CANCELLED;
    }
  }

  public RunState {
    losses = losses == null ? List.of() : List.copyOf(losses);
    heldOut = heldOut == null ? List.of() : List.copyOf(heldOut);
  }
}
