package org.peykare.console.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.peykare.console.plan.PlanAnswer;
import org.peykare.console.plan.PlanQuestion;
import org.peykare.console.plan.Planner;
import org.peykare.console.platform.Operations;
import org.peykare.console.runs.TrainSettings;
import org.peykare.console.settings.Settings;
import org.peykare.console.settings.Sizes;
import org.peykare.formats.JsonCodec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `peykare plan`: what a training will take.
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = {
      "Says before a training what it will take: operations, hours, memory, cost.",
      "Without a model it chooses the one that the text can fill. Example:",
      "  peykare plan --text 200MB --gpu rtx4090",
      "  peykare plan --run llama-2-70b --times 10 --currency toman --rate 50000"
    })
final class PlanCommand implements Callable<Integer> {
  private static final Map<Character, Double> COUNTS =
      Map.of('K', 1e3, 'M', 1e6, 'B', 1e9, 'G', 1e9, 'T', 1e12);

  @Mixin private DirOption dir = new DirOption();

  @Option(names = "--preset", paramLabel = "P", description = "Model: tiny … large.")
  private @Nullable String preset;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings of the training, as for train mlm: preset, sequence-length …")
  private @Nullable Path config;

  @Option(names = "--params", paramLabel = "N", description = "Weights of another model: 70B.")
  private @Nullable String parameters;

  @Option(names = "--run", paramLabel = "R", description = "A published run: llama-2-70b …")
  private @Nullable String run;

  @Option(names = "--tokens", paramLabel = "N", description = "Tokens of the corpus: 50M, 2T.")
  private @Nullable String tokens;

  @Option(names = "--text", paramLabel = "SIZE", description = "Size of the corpus: 200MB, 10TB.")
  private @Nullable String text;

  @Option(names = "--bytes-per-token", paramLabel = "B", description = "For --text (default: 5).")
  private @Nullable Double bytesPerToken;

  @Option(names = "--snapshot", paramLabel = "S", description = "A snapshot: tag or id.")
  private @Nullable String snapshot;

  @Option(
      names = "--tokenizer",
      paramLabel = "N",
      description = "Counts the snapshot's tokens (default: the snapshot's own).")
  private @Nullable String tokenizer;

  @Option(names = "--epochs", paramLabel = "E", description = "Readings of the corpus.")
  private @Nullable Integer epochs;

  @Option(names = "--vocab-size", paramLabel = "V", description = "Token ids of the tokenizer.")
  private @Nullable Integer vocabulary;

  @Option(names = "--gpu", paramLabel = "KIND", description = "h200, h100, a100, rtx4090, l4 …")
  private @Nullable String gpu;

  @Option(names = "--gpus", paramLabel = "N", description = "Number of them (default: 1).")
  private @Nullable Integer gpus;

  @Option(names = "--peak-tflops", paramLabel = "T", description = "Of another kind of GPU.")
  private @Nullable Double peakTeraflops;

  @Option(names = "--gpu-memory", paramLabel = "SIZE", description = "Of another kind of GPU.")
  private @Nullable String memory;

  @Option(
      names = "--utilization",
      paramLabel = "U",
      description = "Share of the peak that was measured (MFU), 0 to 1.")
  private @Nullable Double utilization;

  @Option(
      names = "--tokens-per-second",
      paramLabel = "N",
      description = "Measured for this model on one GPU; counts more than the table.")
  private @Nullable Double tokensPerSecond;

  @Option(names = "--price", paramLabel = "D", description = "Dollars for one GPU and hour.")
  private @Nullable Double price;

  @Option(names = "--currency", paramLabel = "C", description = "Currency of the cost.")
  private @Nullable String currency;

  @Option(names = "--rate", paramLabel = "R", description = "Units of the currency in a dollar.")
  private @Nullable Double rate;

  @Option(
      names = "--times",
      paramLabel = "N",
      defaultValue = "1",
      description = "So many trainings of this kind: an industrial run is ten of llama-2-70b.")
  private int times;

  @Option(names = "--json", description = "Print it as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    Checks.between("--times", times, 1, 1_000_000);
    PlanAnswer answer = answer(question());
    if (json) {
      System.out.println(JsonCodec.of(PlanAnswer.class).toJson(answer));
    } else {
      System.out.println(PlanLines.of(answer, times));
    }
    return 0;
  }

  private PlanAnswer answer(PlanQuestion question) {
    if (snapshot != null) {
      try (Operations operations = dir.operations("peykare plan")) {
        return operations.plan(question);
      }
    }
    Settings settings = dir.settings();
    return new Planner(settings.gpu(), settings.vocabularySize()).answer(question);
  }

  private PlanQuestion question() {
    Map<String, String> training = config == null ? Map.of() : TrainSettings.read(config);
    TrainSettings.check(training);
    return new PlanQuestion(
        preset == null && parameters == null ? training.get("preset") : preset,
        parameters == null ? null : count("--params", parameters),
        run,
        tokens == null ? null : count("--tokens", tokens),
        text == null ? null : size("--text", text),
        bytesPerToken,
        snapshot,
        tokenizer,
        epochs,
        vocabulary,
        integer(training.get("sequence-length")),
        integer(training.get("batch-size")),
        training.containsKey("mask-rate") ? Double.valueOf(training.get("mask-rate")) : null,
        gpu,
        gpus,
        peakTeraflops,
        memory == null ? null : size("--gpu-memory", memory),
        utilization,
        tokensPerSecond,
        price,
        currency,
        rate);
  }

  private static @Nullable Integer integer(@Nullable String value) {
    return value == null ? null : Integer.valueOf(value);
  }

  /// `70B`, `1.5M`, `2000`.
  private static long count(String option, String raw) {
    String plain = raw.strip().toUpperCase(Locale.ROOT).replace("_", "").replace(",", "");
    double factor =
        plain.isEmpty() ? 1 : COUNTS.getOrDefault(plain.charAt(plain.length() - 1), 1.0);
    try {
      double value =
          factor * Double.parseDouble(factor == 1 ? plain : plain.substring(0, plain.length() - 1));
      if (value >= 1 && value <= 1e18) {
        return Math.round(value);
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new IllegalArgumentException(
        "Invalid %s: %s (must be a count such as 150M, 70B or 2T)".formatted(option, raw));
  }

  private static long size(String option, String raw) {
    return Sizes.parse(raw)
        .filter(bytes -> bytes > 0)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "Invalid %s: %s (must be a size such as 200MB or 10TB)".formatted(option, raw)));
  }
}
