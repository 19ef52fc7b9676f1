package org.peykare.console.web;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.peykare.console.plan.PlanAnswer;
import org.peykare.console.plan.PlanQuestion;
import org.peykare.console.platform.Operations;
import org.peykare.console.web.view.Estimate;
import org.peykare.formats.run.RunState;
import org.peykare.trainer.PretrainingConfig;
import org.peykare.trainer.plan.ComputePlan;

/// What a training that is asked for in the browser would take: at the speed of the last run here,
/// else at that of the GPU that the settings name.
final class Estimates {
  /// A device of which only the speed is known.
  private static final String HERE = "here";

  private static final double TERA = 1e12;
  private static final long ANY_MEMORY = 1L << 50;

  private final Operations operations;

  Estimates(Operations operations) {
    this.operations = operations;
  }

  /// @param preset empty: the default
  /// @param steps 0: the default
  Estimate of(String snapshot, String preset, int steps) {
    PretrainingConfig.Builder builder = PretrainingConfig.builder(Path.of(""), Path.of(""));
    String model = preset.isEmpty() ? "tiny" : preset;
    builder.preset(model);
    if (steps > 0) {
      builder.steps(steps);
    }
    PretrainingConfig config = builder.build();
    Double measured = measuredFlops();
    PlanAnswer answer;
    try {
      answer = operations.plan(question(model, snapshot, config, measured));
    } catch (IllegalArgumentException e) {
      if (measured == null) {
        return new Estimate.Unknown();
      }
      throw e;
    }
    ComputePlan plan = answer.plan();
    double tokens = (double) config.steps() * config.batchSize() * config.sequenceLength();
    double hours = tokens / plan.tokensPerSecond() / 3600;
    return new Estimate.Known(
        config.steps(),
        Duration.ofSeconds(Math.max(1, Math.round(hours * 3600))),
        tokens / answer.corpusTokens(),
        answer.cost() == null ? null : answer.cost() * hours / plan.hours(),
        answer.currency());
  }

  /// Operations a second that the newest run reached here.
  private @Nullable Double measuredFlops() {
    Optional<RunState.Usage> usage =
        operations.runs().stream()
            .flatMap(run -> Stream.ofNullable(run.usage()))
            .filter(used -> used.flopsPerSecond() > 0)
            .findFirst();
    return usage.map(RunState.Usage::flopsPerSecond).orElse(null);
  }

  private static PlanQuestion question(
      String preset, String snapshot, PretrainingConfig config, @Nullable Double measured) {
    return new PlanQuestion(
        preset,
        null,
        null,
        null,
        null,
        null,
        snapshot,
        null,
        1,
        null,
        config.sequenceLength(),
        config.batchSize(),
        config.maskRate(),
        measured == null ? null : HERE,
        null,
        measured == null ? null : measured / TERA,
        measured == null ? null : ANY_MEMORY,
        measured == null ? null : 1.0,
        null,
        null,
        null,
        null);
  }
}
