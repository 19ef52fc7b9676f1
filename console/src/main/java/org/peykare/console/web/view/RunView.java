package org.peykare.console.web.view;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.peykare.formats.run.RunState;

/// A run.
///
/// @param now the moment
/// @param run its state
/// @param chart its loss
/// @param share of its steps that are done, 0 to 1
public record RunView(Instant now, RunState run, Chart chart, double share) {
  /// The width of the progress bar, 0 to 100.
  public String width() {
    return Integer.toString((int) Math.round(share * 100));
  }

  /// The newest training loss.
  public @Nullable Double loss() {
    return run.losses().isEmpty() ? null : run.losses().getLast().value();
  }

  /// The newest held-out loss.
  public @Nullable Double heldOut() {
    return run.heldOut().isEmpty() ? null : run.heldOut().getLast().value();
  }

  /// Time to the last step.
  public @Nullable Duration left() {
    Long seconds = run.secondsLeft();
    return seconds == null || run.state() != RunState.State.TRAINING
        ? null
        : Duration.ofSeconds(seconds);
  }

  /// Whether it can be paused.
  public boolean canPause() {
    return !run.state().ended() && run.state() != RunState.State.PAUSED;
  }

  /// Whether it can go on.
  public boolean canResume() {
    return run.state() == RunState.State.PAUSED;
  }

  /// The class of its state in the style sheet.
  public String tone() {
    return switch (run.state()) {
      case DONE -> "good";
      case FAILED -> "bad";
      case CANCELLED, PAUSED -> "calm";
      case REQUESTED, TOKENIZING, SHARDING, QUEUED, TRAINING, EVALUATING -> "busy";
    };
  }
}
