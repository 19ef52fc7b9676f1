package org.peykare.console.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.peykare.console.platform.Operations;
import org.peykare.formats.run.RunState;

/// Shows a run of a platform until it ends. Ending this command does not end the run.
final class RunFollow {
  private static final Duration LOOK = Duration.ofSeconds(1);

  private RunFollow() {}

  /// Prints what changes to standard error; returns the last state.
  ///
  /// @throws IllegalStateException when the run fails or is cancelled; the message says why
  static RunState toItsEnd(Operations operations, String id) {
    List<String> said = new ArrayList<>(List.of(""));
    while (true) {
      RunState run = RunsCommand.find(operations, id);
      String line = RunsCommand.line(run);
      if (!line.equals(said.set(0, line))) {
        System.err.println(line);
      }
      if (run.state() == RunState.State.DONE) {
        return run;
      }
      if (run.state().ended()) {
        throw new IllegalStateException(
            "The run %s came to nothing: %s"
                .formatted(id, run.message() == null ? "it was cancelled" : run.message()));
      }
      try {
        Thread.sleep(LOOK);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted; the run goes on", e);
      }
    }
  }
}
