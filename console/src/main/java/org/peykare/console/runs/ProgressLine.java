package org.peykare.console.runs;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.peykare.formats.JsonCodec;
import org.peykare.formats.run.RunState;
import org.peykare.trainer.PretrainingResult;
import org.peykare.trainer.loop.HeldOut;
import org.peykare.trainer.loop.Progress;

/// One line of JSON from a training process to the trainer.
///
/// @param event what happened; decides which of the others are there
/// @param step optimizer steps done
/// @param steps of the whole training
/// @param value training loss of a step, held-out loss of an evaluation, or entropy at the start
/// @param tokensPerSecond lately
/// @param exam held-out figures
/// @param usage what was used so far
/// @param text checkpoint folder, or a sentence for people
record ProgressLine(
    Event event,
    @Nullable Integer step,
    @Nullable Integer steps,
    @Nullable Double value,
    @Nullable Double tokensPerSecond,
    RunState.@Nullable Exam exam,
    RunState.@Nullable Usage usage,
    @Nullable String text) {

  private ProgressLine(
      Event event,
      @Nullable Integer step,
      @Nullable Integer steps,
      @Nullable Double value,
      @Nullable Double tokensPerSecond,
      @Nullable String text) {
    this(event, step, steps, value, tokensPerSecond, null, null, text);
  }

  enum Event {
    STARTED,
    STEP,
    /// What was used so far.
    USED,
    EVALUATED,
    CHECKPOINT,
    /// Something people should know; the training goes on.
    NOTE,
    /// The last line of a training that made its last step.
    COMPLETE,
    /// The last line of a training that was asked to stop: a checkpoint is written.
    STOPPED,
    /// The last line: another process writes to the output folder.
    FOLDER_IN_USE,
    /// The last line: trying again would end in the same way.
    REFUSED,
    /// The last line: it broke, and may do better next time.
    BROKEN
  }

  private static final JsonCodec<ProgressLine> CODEC = JsonCodec.of(ProgressLine.class);

  String toJson() {
    return CODEC.toJson(this);
  }

  /// The line, or empty where it is none: native libraries also write to standard output.
  static Optional<ProgressLine> parse(String line) {
    if (!line.startsWith("{\"event\":")) {
      return Optional.empty();
    }
    try {
      return Optional.of(CODEC.fromJson(line));
    } catch (IllegalArgumentException torn) {
      return Optional.empty();
    }
  }

  static ProgressLine of(Progress progress) {
    return switch (progress) {
      case Progress.Started started ->
          new ProgressLine(
              Event.STARTED,
              started.fromStep(),
              started.steps(),
              finite(started.baseline().entropy()),
              null,
              "%,d parameters on %s".formatted(started.parameters(), started.device()));
      case Progress.Step step ->
          new ProgressLine(
              Event.STEP,
              step.step(),
              step.steps(),
              finite(step.loss()),
              finite(step.tokensPerSecond()),
              null);
      case Progress.Evaluated evaluated ->
          new ProgressLine(
              Event.EVALUATED,
              evaluated.heldOut().step(),
              null,
              finite(evaluated.heldOut().loss()),
              null,
              exam(evaluated.heldOut()),
              null,
              null);
      case Progress.Used used ->
          new ProgressLine(
              Event.USED,
              used.step(),
              null,
              null,
              null,
              null,
              new RunState.Usage(
                  used.seconds(),
                  used.flopsPerSecond(),
                  used.utilization(),
                  used.memoryBytes(),
                  used.cost(),
                  used.cost() == null ? null : used.currency()),
              null);
      case Progress.CheckpointWritten written ->
          new ProgressLine(
              Event.CHECKPOINT, written.step(), null, null, null, written.folder().toString());
      case Progress.CheckpointSkipped skipped ->
          note(
              "checkpoint %s is damaged (%s); the one before is used"
                  .formatted(skipped.folder().getFileName(), skipped.problem()));
      case Progress.Trouble trouble -> note(trouble.message());
      case Progress.WaitingForSpace waiting ->
          note(
              "waits for space on the disk: %,d MB are free, %,d MB must be for the checkpoint of step %d"
                  .formatted(
                      waiting.freeBytes() >> 20, waiting.wantedBytes() >> 20, waiting.step()));
    };
  }

  private static RunState.@Nullable Exam exam(HeldOut figures) {
    return Double.isFinite(figures.loss())
        ? new RunState.Exam(
            figures.step(), figures.loss(), figures.accuracy(), figures.bitsPerByte())
        : null;
  }

  static ProgressLine ended(PretrainingResult result) {
    return new ProgressLine(
        result.complete() ? Event.COMPLETE : Event.STOPPED,
        result.step(),
        null,
        finite(result.after().loss()),
        finite(result.tokensPerSecond()),
        result.checkpoint().toString());
  }

  static ProgressLine ended(Event event, Throwable problem) {
    String own = problem.getMessage() == null ? problem.toString() : problem.getMessage();
    Throwable cause = problem.getCause();
    return new ProgressLine(
        event, null, null, null, null, cause == null ? own : own + ": " + cause);
  }

  private static ProgressLine note(String text) {
    return new ProgressLine(Event.NOTE, null, null, null, null, text);
  }

  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
