package org.peykare.benchmarks.train;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/// Time, CPU time and memory of this process.
final class Meter {
  private static final Path CLEAR = Path.of("/proc/self/clear_refs");
  private static final Path STATUS = Path.of("/proc/self/status");

  private Meter() {}

  /// What a number of steps took.
  ///
  /// @param inside share of the time in the native library; not a number where it is not known
  /// @param peakMegabytes greatest resident memory since [#resetPeak]; 0 where it is not known
  record Reading(
      long tokens, double seconds, double cpuSeconds, double inside, long peakMegabytes) {
    double perCpuSecond() {
      return tokens / cpuSeconds;
    }

    double perSecond() {
      return tokens / seconds;
    }
  }

  /// One training step.
  interface Step {
    void run();
  }

  /// Nanoseconds in the native library so far.
  interface Inside {
    long nanos();
  }

  static Reading measure(int warmUp, int steps, long tokensPerStep, Inside inside, Step step) {
    for (int i = 0; i < warmUp; i++) {
      step.run();
    }
    var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long cpu = system.getProcessCpuTime();
    long start = System.nanoTime();
    long within = inside.nanos();
    for (int i = 0; i < steps; i++) {
      step.run();
    }
    long took = System.nanoTime() - start;
    return new Reading(
        steps * tokensPerStep,
        took * 1e-9,
        (system.getProcessCpuTime() - cpu) * 1e-9,
        within < 0 ? Double.NaN : (inside.nanos() - within) / (double) took,
        peakMegabytes());
  }

  /// Forgets the peak, where the kernel lets us.
  static void resetPeak() {
    try {
      System.gc();
      if (Files.isWritable(CLEAR)) {
        Files.writeString(CLEAR, "5");
      }
    } catch (IOException e) {
      System.err.println("The peak of the memory is that of all measurements: " + e);
    }
  }

  private static long peakMegabytes() {
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith("VmHWM"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) >> 10)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }
}
