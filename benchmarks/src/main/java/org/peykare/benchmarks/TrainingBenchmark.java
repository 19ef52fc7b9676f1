package org.peykare.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.peykare.tokenizer.TokenizerTraining;
import org.peykare.tokenizer.TokenizerTrainingConfig;
import org.peykare.tokenizer.text.TextSource;

/// Claim: training a tokenizer takes at most a CPU-second for each 25 MB and 300 MB of memory at
/// 100 MB of text; two processors do it in little more than half the time.
///
/// ```
/// benchmarks/java org.peykare.benchmarks.TrainingBenchmark PRE_TOKENIZER VOCABULARY FILE...
/// ```
///
/// Each round is a process of its own, from start to end, with the launcher's flags: its CPU time
/// includes compiling and collecting garbage. The text of the figures in `docs/benchmarks.md` is
/// made by [TrainingText].
public final class TrainingBenchmark {
  private static final int ROUNDS = 3;

  private TrainingBenchmark() {}

  /// Prints a line a round.
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length < 3) {
      System.err.println("Usage: TrainingBenchmark PRE_TOKENIZER VOCABULARY FILE...");
      System.exit(2);
    }
    if (Boolean.getBoolean("child")) {
      train(args);
      return;
    }
    System.out.println(
        "processors      MB   wall s    CPU s  MB per CPU-s  peak RSS MB  peak heap MB");
    for (int processors : new int[] {1, Runtime.getRuntime().availableProcessors()}) {
      for (int round = 0; round < ROUNDS; round++) {
        start(processors, args);
      }
    }
  }

  private static void start(int processors, String... args)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:ActiveProcessorCount=" + processors);
    command.add("-Dchild=true");
    command.addAll(flags());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(TrainingBenchmark.class.getName());
    command.addAll(List.of(args));
    int code = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IllegalStateException("The training ended with code " + code);
    }
  }

  /// Flags after the launcher's, so that others can be tried.
  private static List<String> flags() {
    return Stream.of(System.getProperty("flags", "-XX:+UseSerialGC").split(" ")).toList();
  }

  private static void train(String... args) throws IOException {
    List<Path> files = Stream.of(args).skip(2).map(Path::of).toList();
    long bytes = 0;
    for (Path file : files) {
      bytes += Files.size(file);
    }
    TokenizerTrainingConfig config =
        TokenizerTrainingConfig.defaults()
            .withPreTokenizer(args[0])
            .withVocabularySize(Integer.parseInt(args[1]));
    Path out = Files.createTempDirectory("peykare-benchmark");
    new TokenizerTraining(config).run(new TextSource.Lines(files), out);
    print(bytes / 1e6);
    try (Stream<Path> written = Files.list(out)) {
      for (Path file : written.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(out);
  }

  private static void print(double megabytes) throws IOException {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    double wall =
        Duration.ofMillis(
                    System.currentTimeMillis()
                        - ManagementFactory.getRuntimeMXBean().getStartTime())
                .toMillis()
            / 1e3;
    double cpu = system.getProcessCpuTime() / 1e9;
    long heap =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getPeakUsage)
            .mapToLong(usage -> usage.getUsed())
            .sum();
    System.out.printf(
        "%10d  %6.1f   %6.2f   %6.2f  %12.1f  %11.0f  %12.0f%n",
        Runtime.getRuntime().availableProcessors(),
        megabytes,
        wall,
        cpu,
        megabytes / cpu,
        peakResident() / 1e6,
        heap / 1e6);
  }

  /// The most memory that the process ever held, in bytes; 0 where the system does not tell.
  private static long peakResident() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
        .sum();
  }
}
