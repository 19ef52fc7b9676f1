package org.peykare.console.runs;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.peykare.trainer.Pretraining;
import org.peykare.trainer.PretrainingConfig;
import org.peykare.trainer.checkpoint.Checkpoints;
import org.peykare.trainer.journal.DeviceRates;
import org.peykare.trainer.loop.Progress;

/// The program of a training process: trains until the end, a stop, or the death of its parent.
///
/// Arguments: data set, output folder, bytes to keep free on the disk, rates of the device as JSON,
/// settings as `KEY=VALUE`. Standard output: a [ProgressLine] per event. Standard input: [#KEEP]
/// every second while the parent holds the run, [#STOP] to write a checkpoint and end. At the end
/// of the input, or after [#LEASE] without a line, the parent is gone and the process ends on the
/// spot: whoever takes the run over goes on from the last checkpoint. The signals INT and TERM ask
/// for an orderly stop.
final class TrainingChild {
  static final String KEEP = "keep";
  static final String STOP = "stop";

  /// How long this process lives without hearing from its parent.
  static final Duration LEASE = Duration.ofSeconds(60);

  /// Exit codes beside those of the JVM, for people who look at it; the last line says more.
  private static final int FAILED = 1;

  private static final int ORPHANED = 4;

  /// The kernel ends first what has the highest value, so that a machine short of memory loses the
  /// training, which goes on from a checkpoint, and not the broker.
  private static final Path OOM_SCORE = Path.of("/proc/self/oom_score_adj");

  private static final String FIRST_TO_GO = "900";

  private static volatile long heardAt = System.nanoTime();

  private TrainingChild() {}

  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    PrintStream lines =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    System.setOut(System.err);
    preferredVictim();
    CountDownLatch ended = new CountDownLatch(1);
    int code;
    try {
      Pretraining training = training(args);
      daemon("parent", () -> listen(training));
      daemon("lease", TrainingChild::watchLease);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAndWait(training, ended)));
      ProgressLine last =
          ProgressLine.ended(
              training.proceed(progress -> {
                lines.println(ProgressLine.of(progress).toJson());
                if (progress instanceof Progress.Stalled stalled) {
                  stalled(lines, stalled);
                }
              }));
      lines.println(last.toJson());
      code = 0;
    } catch (Checkpoints.FolderInUse e) {
      code = failed(lines, ProgressLine.Event.FOLDER_IN_USE, e);
    } catch (IllegalArgumentException | IllegalStateException e) {
      code = failed(lines, ProgressLine.Event.REFUSED, e);
    } catch (RuntimeException | LinkageError e) {
      code = failed(lines, ProgressLine.Event.BROKEN, e);
    }
    ended.countDown();
    System.exit(code);
  }

  /// Native code that hangs cannot be called back: the process ends, and the trainer begins
  /// another, which goes on from the last checkpoint.
  private static void stalled(PrintStream lines, Progress.Stalled stalled) {
    var problem = new IllegalStateException(stalled.message());
    lines.println(ProgressLine.ended(ProgressLine.Event.BROKEN, problem).toJson());
    Runtime.getRuntime().halt(FAILED);
  }

  private static int failed(PrintStream lines, ProgressLine.Event event, Throwable problem) {
    problem.printStackTrace(System.err);
    lines.println(ProgressLine.ended(event, problem).toJson());
    return FAILED;
  }

  private static Pretraining training(String[] args) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (int i = 4; i < args.length; i++) {
      int equals = args[i].indexOf('=');
      settings.put(args[i].substring(0, equals), args[i].substring(equals + 1));
    }
    PretrainingConfig.Builder builder =
        PretrainingConfig.builder(Path.of(args[0]), Path.of(args[1]));
    TrainSettings.apply(settings, builder);
    return new Pretraining(
        builder.build(), Long.parseLong(args[2]), DeviceRates.CODEC.fromJson(args[3]));
  }

  private static void preferredVictim() {
    try {
      if (Files.isWritable(OOM_SCORE)) {
        Files.writeString(OOM_SCORE, FIRST_TO_GO);
      }
    } catch (IOException e) {
      System.err.println("Cannot ask the kernel to end this process first: " + e);
    }
  }

  private static void listen(Pretraining training) {
    try {
      BufferedReader parent =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
      for (String line = parent.readLine(); line != null; line = parent.readLine()) {
        heardAt = System.nanoTime();
        if (line.equals(STOP)) {
          training.stop();
        }
      }
    } catch (IOException e) {
      System.err.println("Cannot hear the parent process: " + e);
    }
    System.err.println("The parent process is gone");
    Runtime.getRuntime().halt(ORPHANED);
  }

  private static void watchLease() {
    while (System.nanoTime() - heardAt < LEASE.toNanos()) {
      try {
        Thread.sleep(Duration.ofSeconds(1));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    System.err.println("The parent process has said nothing for " + LEASE);
    Runtime.getRuntime().halt(ORPHANED);
  }

  private static void stopAndWait(Pretraining training, CountDownLatch ended) {
    training.stop();
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void daemon(String name, Runnable work) {
    Thread.ofPlatform().daemon().name(name).start(work);
  }
}
