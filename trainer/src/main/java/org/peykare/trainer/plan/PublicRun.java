package org.peykare.trainer.plan;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A training that others published, to hold a plan against.
///
/// @param name of the model
/// @param parameters number of weights
/// @param tokens seen in training, where stated
/// @param kind of GPU
/// @param gpus number of GPUs, where stated
/// @param hours of the whole run, where stated
/// @param tokensPerSecond of one GPU, where stated
/// @param dollars what it cost, where stated
/// @param reached in words
/// @param source in words
public record PublicRun(
    String name,
    long parameters,
    @Nullable Long tokens,
    String kind,
    @Nullable Integer gpus,
    @Nullable Double hours,
    @Nullable Double tokensPerSecond,
    @Nullable Double dollars,
    String reached,
    String source) {

  /// 70 billion weights, 10 TB of text (2 trillion tokens), 6,000 GPUs for 12 days, about 2 million
  /// dollars.
  public static final PublicRun LLAMA_2_70B =
      new PublicRun(
          "llama-2-70b",
          70_000_000_000L,
          2_000_000_000_000L,
          "a100",
          6_000,
          12 * 24.0,
          null,
          2e6,
          "140 GB of weights",
          "arXiv 2307.09288 (2 T tokens, 1,720,320 GPU-hours); the rounded figures as often told");

  private static final List<PublicRun> TABLE =
      List.of(
          LLAMA_2_70B,
          new PublicRun(
              "mosaicbert-base",
              137_000_000,
              null,
              "a100",
              8,
              1.13,
              null,
              null,
              "GLUE 79.6",
              "arXiv 2312.17482"),
          new PublicRun(
              "ettin-150m",
              150_000_000,
              null,
              "h100",
              null,
              null,
              295_000.0,
              null,
              "25 to 30 % of the peak",
              "arXiv 2507.11412, tokens a second by arithmetic"));

  /// All runs known.
  public static List<PublicRun> table() {
    return TABLE;
  }

  /// The run called `name`.
  ///
  /// @throws IllegalArgumentException when there is none
  public static PublicRun named(String name) {
    return TABLE.stream()
        .filter(run -> run.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "Unknown published run: %s (must be one of %s)"
                    .formatted(name, TABLE.stream().map(PublicRun::name).toList())));
  }

  /// The one whose model is nearest in size, by the ratio of weights; of several as near, one whose
  /// hours are known.
  static PublicRun nearest(long parameters) {
    return TABLE.stream()
        .min(
            Comparator.comparingDouble((PublicRun run) -> run.distance(parameters))
                .thenComparing(run -> run.hours() == null ? 1 : 0))
        .orElseThrow();
  }

  /// How far in size, in steps of a quarter of a doubling.
  private double distance(long others) {
    return Math.rint(4 * Math.abs(Math.log((double) others / parameters)) / Math.log(2));
  }

  /// GPU-hours on its own kind of GPU; null where not stated.
  public @Nullable Double gpuHours() {
    return gpus == null || hours == null ? null : gpus * hours;
  }
}
