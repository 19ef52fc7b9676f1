package org.peykare.console.runs;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.peykare.formats.run.RunRequest;
import org.peykare.formats.run.RunState;

/// The figures of one run, collected from its training process. Used by one thread.
final class Figures {
  /// The time left follows from the speed of this time.
  private static final long WINDOW_NANOS = 60_000_000_000L;

  private record Moment(long nanos, long step) {}

  private final RunRequest request;
  private final Path dir;
  private final String worker;
  private final Curve losses;
  private final Curve heldOut;
  private final Deque<Moment> recent = new ArrayDeque<>();
  private @Nullable String tokenizer;
  private long step;
  private long steps;
  private @Nullable Double tokensPerSecond;
  private @Nullable Double entropy;
  private RunState.@Nullable Exam exam;
  private RunState.@Nullable Usage usage;
  private @Nullable String checkpoint;

  /// Those of `earlier`, where another trainer had the run before.
  Figures(RunRequest request, @Nullable RunState earlier, Path dir, String worker) {
    this.request = request;
    this.dir = dir;
    this.worker = worker;
    losses = new Curve(earlier == null ? List.of() : earlier.losses());
    heldOut = new Curve(earlier == null ? List.of() : earlier.heldOut());
    tokenizer = request.tokenizer();
    if (earlier != null) {
      tokenizer = earlier.tokenizer() == null ? tokenizer : earlier.tokenizer();
      step = earlier.step();
      steps = earlier.steps();
      entropy = earlier.entropy();
      exam = earlier.exam();
      usage = earlier.usage();
      checkpoint = earlier.checkpoint();
    }
  }

  @Nullable String tokenizer() {
    return tokenizer;
  }

  void tokenizer(String name) {
    tokenizer = name;
  }

  /// Optimizer steps done.
  long step() {
    return step;
  }

  /// Whether the last step is made.
  boolean trained() {
    return steps > 0 && step == steps;
  }

  /// The newest checkpoint's folder.
  @Nullable String checkpoint() {
    return checkpoint;
  }

  void take(ProgressLine line) {
    Integer at = line.step();
    Double value = line.value();
    switch (line.event()) {
      case STARTED -> {
        step = at == null ? 0 : at;
        steps = line.steps() == null ? 0 : line.steps();
        entropy = value;
        losses.truncate(step);
        heldOut.truncate(step);
        recent.clear();
        tokensPerSecond = null;
      }
      case STEP -> {
        step = at == null ? step : at;
        tokensPerSecond = line.tokensPerSecond();
        if (value != null) {
          losses.add(step, value);
        }
        moment();
      }
      case EVALUATED -> {
        if (at != null && value != null) {
          heldOut.add(at, value);
          exam = line.exam();
        }
      }
      case USED -> usage = line.usage();
      case CHECKPOINT, STOPPED -> checkpoint = checkpoint(line);
      case COMPLETE -> {
        checkpoint = checkpoint(line);
        tokensPerSecond = line.tokensPerSecond();
      }
      case NOTE, FOLDER_IN_USE, REFUSED, BROKEN -> {}
    }
  }

  private void moment() {
    long now = System.nanoTime();
    recent.addLast(new Moment(now, step));
    while (recent.getFirst().nanos() < now - WINDOW_NANOS) {
      recent.removeFirst();
    }
  }

  /// The path below the working directory, which may lie elsewhere for other processes.
  private @Nullable String checkpoint(ProgressLine line) {
    if (line.text() == null) {
      return checkpoint;
    }
    Path path = Path.of(line.text());
    return path.startsWith(dir) ? dir.relativize(path).toString() : line.text();
  }

  private @Nullable Long secondsLeft() {
    if (recent.size() < 2 || recent.getLast().step() == recent.getFirst().step()) {
      return null;
    }
    double nanosPerStep =
        (double) (recent.getLast().nanos() - recent.getFirst().nanos())
            / (recent.getLast().step() - recent.getFirst().step());
    return Math.round((steps - step) * nanosPerStep * 1e-9);
  }

  RunState state(RunState.State state, @Nullable String message) {
    boolean training = state == RunState.State.TRAINING;
    return new RunState(
        request.id(),
        state,
        request.at(),
        Instant.now(),
        request.snapshot(),
        tokenizer,
        state.ended() ? null : worker,
        step,
        steps,
        training || state == RunState.State.DONE ? tokensPerSecond : null,
        training ? secondsLeft() : null,
        losses.points(),
        heldOut.points(),
        entropy,
        exam,
        usage,
        checkpoint,
        message);
  }
}
