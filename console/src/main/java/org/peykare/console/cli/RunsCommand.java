package org.peykare.console.cli;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.peykare.console.platform.Operations;
import org.peykare.formats.run.RunRequest;
import org.peykare.formats.run.RunState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `peykare runs`: the training runs of a platform.
@Command(
    name = "runs",
    mixinStandardHelpOptions = true,
    description = "Lists training runs, shows, pauses, resumes and cancels them.")
final class RunsCommand {
  private static final String NAME = "peykare runs";

  @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the runs.")
  int list(
      @Mixin DirOption dir,
      @Option(names = "--json", description = "One JSON object a line.") boolean json) {
    try (Operations operations = dir.operations(NAME)) {
      List<RunState> runs = operations.runs();
      runs.forEach(run -> System.out.println(json ? RunState.CODEC.toJson(run) : line(run)));
      if (runs.isEmpty() && !json) {
        System.out.println("No runs yet. Ask for one: peykare train mlm --snapshot TAG --detach");
      }
      return 0;
    }
  }

  @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows one run.")
  int show(
      @Mixin DirOption dir,
      @Parameters(paramLabel = "ID", description = "Its id, as listed.") String id,
      @Option(names = "--json", description = "Print it as JSON.") boolean json) {
    try (Operations operations = dir.operations(NAME)) {
      RunState run = find(operations, id);
      System.out.println(json ? RunState.CODEC.toJson(run) : details(run));
      return 0;
    }
  }

  @Command(
      name = "cancel",
      mixinStandardHelpOptions = true,
      description = "Ends a run; its checkpoints stay.")
  int cancel(
      @Mixin DirOption dir,
      @Parameters(paramLabel = "ID", description = "Its id, as listed.") String id,
      @Option(names = "--json", description = "Print the run as JSON.") boolean json) {
    return order(dir, id, RunRequest.Wanted.CANCEL, json);
  }

  @Command(
      name = "pause",
      mixinStandardHelpOptions = true,
      description = "Makes a run write a checkpoint and wait.")
  int pause(
      @Mixin DirOption dir,
      @Parameters(paramLabel = "ID", description = "Its id, as listed.") String id,
      @Option(names = "--json", description = "Print the run as JSON.") boolean json) {
    return order(dir, id, RunRequest.Wanted.PAUSE, json);
  }

  @Command(
      name = "resume",
      mixinStandardHelpOptions = true,
      description = "Lets a paused run go on, exactly as if it had never stopped.")
  int resume(
      @Mixin DirOption dir,
      @Parameters(paramLabel = "ID", description = "Its id, as listed.") String id,
      @Option(names = "--json", description = "Print the run as JSON.") boolean json) {
    return order(dir, id, RunRequest.Wanted.RUN, json);
  }

  private static int order(DirOption dir, String id, RunRequest.Wanted wanted, boolean json) {
    try (Operations operations = dir.operations(NAME)) {
      RunState run = operations.orderRun(id, wanted);
      if (json) {
        System.out.println(RunState.CODEC.toJson(run));
      } else {
        System.out.printf(
            "Run %s is asked to %s; a running trainer follows within seconds%n",
            id, wanted == RunRequest.Wanted.RUN ? "go on" : wanted.name().toLowerCase(Locale.ROOT));
      }
      return 0;
    }
  }

  /// The run called `id`.
  static RunState find(Operations operations, String id) {
    List<RunState> runs = operations.runs();
    return runs.stream()
        .filter(run -> run.id().equals(id))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "Cannot find the run %s (there are: %s)"
                    .formatted(id, runs.stream().map(RunState::id).toList())));
  }

  /// A run in one line.
  static String line(RunState run) {
    StringBuilder line = new StringBuilder();
    line.append(
        "%s  %s  snapshot %s"
            .formatted(run.id(), run.state().name().toLowerCase(Locale.ROOT), run.snapshot()));
    if (run.steps() > 0) {
      line.append("  step %,d of %,d".formatted(run.step(), run.steps()));
    }
    if (!run.losses().isEmpty()) {
      line.append("  loss %.4f".formatted(run.losses().getLast().value()));
    }
    if (!run.heldOut().isEmpty()) {
      line.append("  held out %.4f".formatted(run.heldOut().getLast().value()));
    }
    if (run.tokensPerSecond() != null) {
      line.append("  %,.0f tokens/s".formatted(run.tokensPerSecond()));
    }
    RunState.Usage usage = run.usage();
    if (usage != null && usage.utilization() != null) {
      line.append("  %.1f %% of the peak".formatted(100 * usage.utilization()));
    }
    if (usage != null && usage.memoryBytes() > 0) {
      line.append("  %,d MB".formatted(usage.memoryBytes() / 1_000_000));
    }
    if (usage != null && usage.cost() != null) {
      line.append("  %,.2f %s so far".formatted(usage.cost(), usage.currency()));
    }
    if (run.secondsLeft() != null) {
      line.append("  %s left".formatted(readable(Duration.ofSeconds(run.secondsLeft()))));
    }
    if (run.message() != null) {
      line.append("  (").append(run.message()).append(')');
    }
    return line.toString();
  }

  private static String details(RunState run) {
    return String.join(
        System.lineSeparator(),
        line(run),
        "requested  " + run.requested(),
        "changed    " + run.at(),
        "tokenizer  " + (run.tokenizer() == null ? "-" : run.tokenizer()),
        "trainer    " + (run.worker() == null ? "-" : run.worker()),
        "entropy    " + (run.entropy() == null ? "-" : "%.4f".formatted(run.entropy())),
        "held out   " + exam(run.exam()),
        "checkpoint " + (run.checkpoint() == null ? "-" : run.checkpoint()));
  }

  private static String exam(RunState.@Nullable Exam exam) {
    if (exam == null) {
      return "-";
    }
    return "after step %,d: loss %.4f, accuracy %.2f %%%s"
        .formatted(
            exam.step(),
            exam.loss(),
            100 * exam.accuracy(),
            exam.bitsPerByte() == null ? "" : ", %.4f bits a byte".formatted(exam.bitsPerByte()));
  }

  static String readable(Duration duration) {
    return duration.toHours() > 0
        ? "%d h %d min".formatted(duration.toHours(), duration.toMinutesPart())
        : "%d min %d s".formatted(duration.toMinutes(), duration.toSecondsPart());
  }
}
