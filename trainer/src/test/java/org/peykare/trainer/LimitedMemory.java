package org.peykare.trainer;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import org.peykare.trainer.loop.Progress;
import org.peykare.trainer.model.ModelShape;

/// A program that trains, first with one sequence at a time, then with 64 and too little memory for
/// them. Arguments: data set, output folder.
final class LimitedMemory {
  static final int VOCABULARY = 20_000;

  /// A batch's scores alone are 200 MB, and are held several times.
  private static final long MORE_BYTES = 300L << 20;

  private static final int RLIMIT_DATA = 2;

  private LimitedMemory() {}

  public static void main(String[] args) {
    var config =
        PretrainingConfig.builder(Path.of(args[0]), Path.of(args[1]))
            .model(ModelShape.of(32, 48, 2, 2))
            .sequenceLength(128)
            .batchStart(1)
            .batchSize(64)
            .batchWarmup(0.25)
            .steps(8)
            .spike(0)
            .device("cpu")
            .threads(1)
            .evalEvery(100)
            .checkpointEvery(100)
            .build();
    PretrainingResult result =
        new Pretraining(config)
            .run(progress -> {
              if (progress instanceof Progress.Step step && step.step() == 1) {
                limit();
              } else if (progress instanceof Progress.Trouble trouble) {
                System.out.println(trouble.message());
              }
            });
    System.out.println("complete: " + result.complete());
  }

  private static void limit() {
    var linker = Linker.nativeLinker();
    var setrlimit =
        linker.downcallHandle(
            linker.defaultLookup().find("setrlimit").orElseThrow(),
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment limits = arena.allocate(ValueLayout.JAVA_LONG, 2);
      long most = dataBytes() + MORE_BYTES;
      limits.setAtIndex(ValueLayout.JAVA_LONG, 0, most);
      limits.setAtIndex(ValueLayout.JAVA_LONG, 1, most);
      int answer = (int) setrlimit.invokeExact(RLIMIT_DATA, limits);
      System.out.println("memory limited to " + (most >> 20) + " MB: " + answer);
    } catch (Throwable t) {
      throw new IllegalStateException(t);
    }
  }

  private static long dataBytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmData"))
        .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElseThrow();
  }
}
