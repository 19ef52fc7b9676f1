package org.peykare.console.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.peykare.trainer.model.ModelShape;
import org.peykare.trainer.plan.Accelerator;
import org.peykare.trainer.plan.ComputePlan;
import org.peykare.trainer.plan.Hardware;
import org.peykare.trainer.plan.MemoryNeed;
import org.peykare.trainer.plan.ModelSize;
import org.peykare.trainer.plan.PublicRun;
import org.peykare.trainer.plan.Recipe;

/// Answers questions about trainings that are not begun.
public final class Planner {
  private static final double BYTES_PER_TOKEN = 5;
  private static final int SEQUENCE_LENGTH = 1024;
  private static final int BATCH_SIZE = 16;
  private static final double MASK_RATE = 0.3;

  /// From so many on a machine is rented or owned by people who know what they want.
  private static final int MANY_GPUS = 5;

  private final GpuSettings gpu;
  private final int vocabulary;

  /// A planner where a question leaves out what these say.
  public Planner(GpuSettings gpu, int vocabulary) {
    this.gpu = gpu;
    this.vocabulary = vocabulary;
  }

  /// The plan for a question about tokens, bytes or a published run.
  ///
  /// @throws IllegalArgumentException when the question cannot be answered; the message says what
  ///   is missing
  public PlanAnswer answer(PlanQuestion asked) {
    List<String> notes = new ArrayList<>();
    @Nullable PublicRun run = asked.run() == null ? null : PublicRun.named(asked.run());
    long corpus = corpusTokens(asked, run, notes);
    int words = or(asked.vocabulary(), vocabulary);
    Hardware hardware = hardware(asked, run, notes);
    Recipe recipe = Recipe.of(corpus, words);
    boolean chosen = asked.preset() == null && asked.parameters() == null && run == null;
    String preset = chosen ? recipe.preset() : asked.preset();
    int epochs = asked.epochs() == null ? (chosen ? recipe.epochs() : 1) : asked.epochs();
    if (epochs < 1 || epochs > 1_000_000) {
      throw new IllegalArgumentException(
          "Invalid number of epochs: %d (must be 1..1000000)".formatted(epochs));
    }
    ModelSize model = model(asked, run, preset, words);
    ComputePlan plan =
        ComputePlan.of(
            model,
            Math.multiplyExact(corpus, (long) epochs),
            or(asked.batchSize(), BATCH_SIZE),
            hardware);
    notes(plan, hardware, model, notes);
    String currency = asked.currency() == null ? gpu.currency() : asked.currency();
    double rate = asked.rate() == null ? gpu.unitsPerDollar() : asked.rate();
    if (!(rate > 0)) {
      throw new IllegalArgumentException("Invalid rate: %s (must be above 0)".formatted(rate));
    }
    boolean small = chosen || (run == null && hardware.gpus() < MANY_GPUS);
    return new PlanAnswer(
        preset != null ? preset : run == null ? "of this size" : run.name(),
        corpus,
        epochs,
        plan,
        small ? recipe : null,
        currency,
        plan.dollars() == null ? null : plan.dollars() * rate,
        notes);
  }

  private static long corpusTokens(
      PlanQuestion asked, @Nullable PublicRun run, List<String> notes) {
    long stated =
        Stream.of(asked.tokens() != null, asked.textBytes() != null).filter(s -> s).count();
    Long published = run == null ? null : run.tokens();
    if (stated > 1 || (stated == 0 && published == null)) {
      throw new IllegalArgumentException(
          "Cannot plan without knowing the text: give its tokens, its size or a snapshot (one of them)");
    }
    if (asked.tokens() != null) {
      return atLeastOne("number of tokens", asked.tokens());
    }
    if (asked.textBytes() == null) {
      return published == null ? 0 : published;
    }
    double perToken = asked.bytesPerToken() == null ? BYTES_PER_TOKEN : asked.bytesPerToken();
    if (!(perToken >= 0.1 && perToken <= 100)) {
      throw new IllegalArgumentException(
          "Invalid bytes per token: %s (must be 0.1..100)".formatted(perToken));
    }
    notes.add("%s bytes of text a token".formatted(perToken));
    return atLeastOne("size of the text", Math.round(asked.textBytes() / perToken));
  }

  private static long atLeastOne(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "Invalid %s: %d (must be 1 or more)".formatted(name, value));
    }
    return value;
  }

  private ModelSize model(
      PlanQuestion asked, @Nullable PublicRun run, @Nullable String preset, int words) {
    if (asked.preset() != null && asked.parameters() != null) {
      throw new IllegalArgumentException(
          "Cannot plan for both a preset and a number of parameters; give one of them");
    }
    if (preset != null) {
      return new ModelSize.Encoder(
          ModelShape.preset(preset),
          words,
          or(asked.sequenceLength(), SEQUENCE_LENGTH),
          asked.maskRate() == null ? MASK_RATE : asked.maskRate());
    }
    Long parameters = asked.parameters();
    return new ModelSize.Parameters(
        parameters != null ? parameters : run == null ? 0 : run.parameters());
  }

  private Hardware hardware(PlanQuestion asked, @Nullable PublicRun run, List<String> notes) {
    String name = asked.gpu() != null ? asked.gpu() : run != null ? run.kind() : gpu.kind();
    if (name == null) {
      throw new IllegalArgumentException(
          "Cannot plan without a kind of GPU: name one of %s, or another with its peak and memory; the setting gpu.kind is one for all plans"
              .formatted(String.join(", ", Accelerator.names())));
    }
    Integer published = run == null ? null : run.gpus();
    int gpus = or(asked.gpus(), published == null ? gpu.count() : published);
    boolean own = name.equals(gpu.kind());
    Double price = asked.price() == null && own ? gpu.dollarsPerHour() : asked.price();
    if (price == null && run != null && run.dollars() != null && run.gpuHours() != null) {
      price = run.dollars() / run.gpuHours();
      notes.add("price: the published cost by the published hours");
    }
    Accelerator kind = kind(name, asked);
    if (price == null && kind.dollarsPerHour() != null) {
      notes.add("price: %s; give your own".formatted(kind.source()));
    }
    return new Hardware(
        kind,
        gpus,
        asked.utilization() == null && own ? gpu.utilization() : asked.utilization(),
        asked.tokensPerSecond(),
        price);
  }

  private static Accelerator kind(String name, PlanQuestion asked) {
    if (asked.peakTeraflops() == null && asked.memoryBytes() == null) {
      return Accelerator.named(name);
    }
    if (Accelerator.names().contains(name)) {
      Accelerator known = Accelerator.named(name);
      return new Accelerator(
          name,
          asked.peakTeraflops() == null ? known.peakFlops() : asked.peakTeraflops() * 1e12,
          asked.memoryBytes() == null ? known.memoryBytes() : asked.memoryBytes(),
          known.dollarsPerHour(),
          known.source());
    }
    if (asked.peakTeraflops() == null || asked.memoryBytes() == null) {
      throw new IllegalArgumentException(
          "Cannot plan for the GPU %s: give both its peak and its memory, or name one of %s"
              .formatted(name, String.join(", ", Accelerator.names())));
    }
    return new Accelerator(name, asked.peakTeraflops() * 1e12, asked.memoryBytes(), null, "none");
  }

  private static void notes(
      ComputePlan plan, Hardware hardware, ModelSize model, List<String> notes) {
    if (hardware.tokensPerSecond() != null) {
      notes.add("speed: as measured");
    } else if (hardware.utilization() == null) {
      notes.add(
          "share of the peak: of published runs of that size; measure your own with a short run");
    }
    if (hardware.gpus() > 1) {
      notes.add("several GPUs: reckoned without loss; this version trains on one");
    }
    if (model instanceof ModelSize.Parameters) {
      notes.add("six operations a weight and token; memory without activations");
    }
    if (plan.fit() != MemoryNeed.Fit.FITS) {
      notes.add(
          plan.fit() == MemoryNeed.Fit.FITS_SHARDED
              ? "fits only where weights and optimizer are spread over the GPUs, which this version does not do"
              : "does not fit: fewer sequences at once, a smaller model, or a larger GPU");
    }
  }

  private static int or(@Nullable Integer value, int fallback) {
    return value == null ? fallback : value;
  }
}
