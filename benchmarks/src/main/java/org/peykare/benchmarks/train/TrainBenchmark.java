package org.peykare.benchmarks.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.peykare.trainer.ops.ComputeDevice;
import org.peykare.trainer.ops.OpPack;
import org.peykare.trainer.ops.Precision;

/// Steps of 1,024 tokens or two sequences, with a vocabulary of 32,768, in 32 bits, in 16, and by
/// DJL's BERT blocks.
public final class TrainBenchmark {
  private static final int WARM_UP = 2;

  private TrainBenchmark() {}

  /// Options: `--presets A,B`, `--lengths N,M`, `--steps N`, `--threads N`.
  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    List<String> presets = List.of(option(args, "--presets", "17M,68M").split(","));
    int[] lengths =
        Arrays.stream(option(args, "--lengths", "256,1024").split(","))
            .mapToInt(Integer::parseInt)
            .toArray();
    int steps = Integer.parseInt(option(args, "--steps", "4"));
    int threads = Integer.parseInt(option(args, "--threads", "1"));
    System.out.printf("processor has avx512_bf16: %s%n", has("avx512_bf16"));
    System.out.println(
        "model  length kind   tokens/CPU-s  tokens/s  in native code  peak MB  against DJL  against fp32");
    try (var pack = new OpPack(ComputeDevice.of("cpu", threads))) {
      for (String preset : presets) {
        for (int length : lengths) {
          compare(pack, preset, length, steps);
        }
      }
    }
  }

  private static void compare(OpPack pack, String preset, int length, int steps) {
    Meter.resetPeak();
    double bert;
    try (var own = new BertSteps(preset, length)) {
      Meter.Reading reading =
          Meter.measure(WARM_UP, steps, Sample.tokens(length), () -> -1, own::step);
      bert = reading.perCpuSecond();
      print(preset, length, "DJL", reading, "");
    }
    double fp32 = 0;
    for (Precision precision : Precision.values()) {
      Meter.resetPeak();
      try (var own = new OwnSteps(pack, preset, length, precision)) {
        Meter.Reading reading =
            Meter.measure(WARM_UP, steps, Sample.tokens(length), pack::nanosInside, own::step);
        fp32 = precision == Precision.FP32 ? reading.perCpuSecond() : fp32;
        String ratios =
            "%.2f  %.2f".formatted(reading.perCpuSecond() / bert, reading.perCpuSecond() / fp32);
        print(preset, length, precision.name(), reading, ratios);
      }
    }
  }

  private static void print(
      String preset, int length, String kind, Meter.Reading reading, String ratios) {
    System.out.printf(
        "%-6s %6d %-6s %12.0f %9.0f %14.1f%% %8d  %s%n",
        preset,
        length,
        kind,
        reading.perCpuSecond(),
        reading.perSecond(),
        100 * reading.inside(),
        reading.peakMegabytes(),
        ratios);
  }

  private static String option(String[] args, String name, String otherwise) {
    int at = Arrays.asList(args).indexOf(name);
    return at < 0 ? otherwise : args[at + 1];
  }

  private static boolean has(String flag) {
    try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines.anyMatch(line -> line.startsWith("flags") && line.contains(" " + flag + " "));
    } catch (IOException e) {
      return false;
    }
  }
}
