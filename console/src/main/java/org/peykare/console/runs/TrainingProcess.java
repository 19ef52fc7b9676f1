package org.peykare.console.runs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A training in a process of its own, as its parent sees it.
final class TrainingProcess {
  private static final Duration TICK = Duration.ofMillis(500);
  private static final String LOG = "train.log";
  private static final long LARGEST_LOG = 10 << 20;

  /// How a training process ended.
  sealed interface Ended {
    /// All steps are made.
    record Complete() implements Ended {}

    /// It stopped as asked, with a checkpoint.
    record Stopped() implements Ended {}

    /// Another process writes to the output folder.
    record FolderInUse() implements Ended {}

    /// It would end in the same way again.
    record Refused(String reason) implements Ended {}

    /// It broke, or was killed.
    record Crashed(String reason) implements Ended {}
  }

  private final Process process;
  private final Path output;
  private final TrainerConfig config;
  private final BooleanSupplier held;
  private volatile @Nullable Long stopAskedAt;
  private volatile @Nullable String killed;

  private TrainingProcess(
      Process process, Path output, TrainerConfig config, BooleanSupplier held) {
    this.process = process;
    this.output = output;
    this.config = config;
    this.held = held;
  }

  /// Starts a training, from its beginning or from its newest sound checkpoint.
  ///
  /// @param held whether this trainer still holds the run; asked twice a second, and when it does
  ///   not for [TrainingChild#LEASE], the process ends
  static TrainingProcess start(
      TrainerConfig config,
      Path dataset,
      Path output,
      Map<String, String> settings,
      BooleanSupplier held) {
    try {
      Files.createDirectories(output);
      Process process =
          new ProcessBuilder(ChildCommand.of(config, dataset, output, settings))
              .redirectError(ProcessBuilder.Redirect.appendTo(log(output).toFile()))
              .start();
      TrainingProcess training = new TrainingProcess(process, output, config, held);
      Thread.ofPlatform().daemon().name("training-keeper").start(training::keep);
      return training;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot start a training process in " + output, e);
    }
  }

  private static Path log(Path output) throws IOException {
    Path log = output.resolve(LOG);
    if (Files.exists(log) && Files.size(log) > LARGEST_LOG) {
      Files.move(log, output.resolve(LOG + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }
    return log;
  }

  /// Passes its lines on and waits for its end.
  Ended run(Consumer<? super ProgressLine> listener) {
    ProgressLine last = null;
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        ProgressLine said = ProgressLine.parse(line).orElse(null);
        if (said != null) {
          last = said;
          listener.accept(said);
        }
      }
    } catch (IOException e) {
      kill("its output could not be read: " + e);
    }
    int code = exitCode();
    String reason = last == null || last.text() == null ? "" : last.text();
    return switch (last == null ? ProgressLine.Event.NOTE : last.event()) {
      case COMPLETE -> new Ended.Complete();
      case STOPPED -> new Ended.Stopped();
      case FOLDER_IN_USE -> new Ended.FolderInUse();
      case REFUSED -> new Ended.Refused(reason);
      case BROKEN -> new Ended.Crashed(reason + "; see " + output.resolve(LOG));
      case STARTED, STEP, USED, EVALUATED, CHECKPOINT, NOTE -> new Ended.Crashed(reason(code));
    };
  }

  /// Asks it to write a checkpoint and end; it is killed where that takes longer than agreed.
  synchronized void stop() {
    if (stopAskedAt == null) {
      stopAskedAt = System.nanoTime();
      say(TrainingChild.STOP);
    }
  }

  /// Ends it on the spot.
  void kill(String reason) {
    if (killed == null) {
      killed = reason;
    }
    process.destroyForcibly();
  }

  long pid() {
    return process.pid();
  }

  private int exitCode() {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return process.waitFor();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private String reason(int code) {
    String known = killed;
    Path crash = output.resolve("crash-%d.log".formatted(process.pid()));
    if (known == null && Files.exists(crash)) {
      return "the training process crashed in native code; see " + crash;
    }
    return known != null
        ? "the training process was ended: " + known
        : "the training process " + ExitCodes.describe(code) + "; see " + output.resolve(LOG);
  }

  /// Renews the lease, and watches memory and the time that a stop takes.
  private void keep() {
    while (process.isAlive()) {
      if (held.getAsBoolean()) {
        say(TrainingChild.KEEP);
      }
      Long asked = stopAskedAt;
      if (asked != null && System.nanoTime() - asked > config.stopGrace().toNanos()) {
        kill("it wrote no checkpoint within %d s".formatted(config.stopGrace().toSeconds()));
      }
      long limit = config.memoryBytes();
      long resident = limit == 0 ? 0 : ResidentMemory.bytes(process.pid());
      if (resident > limit) {
        kill(
            "it used %,d MB of memory, the limit is %,d MB".formatted(resident >> 20, limit >> 20));
      }
      try {
        Thread.sleep(TICK);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private synchronized void say(String word) {
    try {
      process.getOutputStream().write((word + "\n").getBytes(StandardCharsets.US_ASCII));
      process.getOutputStream().flush();
    } catch (IOException gone) {
      // It has ended; whoever waits for its end learns how.
    }
  }
}
