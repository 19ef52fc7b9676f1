package org.peykare.console.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.peykare.trainer.loop.HeldOut;
import org.peykare.trainer.loop.Progress;

/// A training for people who watch it: a line for each event, and about one a second for the steps.
final class PretrainingLines implements Consumer<Progress> {
  private final PrintStream out;
  private Progress.@Nullable Step last;

  PretrainingLines(PrintStream out) {
    this.out = out;
  }

  @Override
  public void accept(Progress progress) {
    switch (progress) {
      case Progress.Started started ->
          out.printf(
              "%,d parameters on %s, %,d training tokens, steps %,d..%,d%n",
              started.parameters(),
              started.device(),
              started.trainTokens(),
              started.fromStep(),
              started.steps());
      case Progress.Step step -> last = step;
      case Progress.Used used -> out.println(line(used, last));
      case Progress.Evaluated evaluated -> out.println(line(evaluated.heldOut()));
      case Progress.Trouble trouble -> out.println(trouble.message());
      case Progress.CheckpointWritten written -> out.println("checkpoint " + written.folder());
      case Progress.CheckpointSkipped skipped ->
          out.printf(
              "checkpoint %s is damaged: %s; using the one before%n",
              skipped.folder(), skipped.problem());
      case Progress.WaitingForSpace waiting ->
          out.printf(
              "waiting for space on the disk: %,d MB are free, %,d MB must be%n",
              waiting.freeBytes() >> 20, waiting.wantedBytes() >> 20);
    }
  }

  /// Loss, speed, share of the peak, memory, time and cost, as far as they are known.
  static String line(Progress.Used used, Progress.@Nullable Step step) {
    StringBuilder line = new StringBuilder("step %,d".formatted(used.step()));
    if (step != null) {
      line.append(
          " of %,d: loss %.4f, rate %.2e, gradient %.2f, %,.0f tokens/s"
              .formatted(
                  step.steps(),
                  step.loss(),
                  step.learningRate(),
                  step.gradientNorm(),
                  step.tokensPerSecond()));
    }
    if (used.utilization() != null) {
      line.append(", %.1f %% of the peak".formatted(100 * used.utilization()));
    }
    line.append(
        ", %,d MB, %s so far, %s left"
            .formatted(
                used.memoryBytes() / 1_000_000,
                RunsCommand.readable(Duration.ofSeconds(Math.round(used.seconds()))),
                RunsCommand.readable(Duration.ofSeconds(used.secondsLeft()))));
    if (used.cost() != null) {
      line.append(", %,.2f %s so far".formatted(used.cost(), used.currency()));
    }
    return line.toString();
  }

  private static String line(HeldOut figures) {
    return "held out: loss %.4f, accuracy %.2f %%%s%s"
        .formatted(
            figures.loss(),
            100 * figures.accuracy(),
            figures.bitsPerByte() == null
                ? ""
                : ", %.4f bits a byte".formatted(figures.bitsPerByte()),
            figures.diffusionBound() == null
                ? ""
                : ", diffusion bound %.4f".formatted(figures.diffusionBound()));
  }
}
