package org.peykare.trainer.plan;

import org.jspecify.annotations.Nullable;

/// What a training will take, before it is begun.
///
/// @param parameters number of weights
/// @param tokens that the model will see, repetitions counted
/// @param flopsPerToken of training on one token
/// @param flops of the whole training
/// @param kind of GPU
/// @param gpus number of GPUs
/// @param utilization share of the peak reckoned with
/// @param tokensPerSecond of all GPUs together
/// @param hours from the first step to the last
/// @param gpuHours hours of all GPUs together
/// @param memory of one GPU, where nothing is spread over several
/// @param memoryBytes that a GPU of the kind has
/// @param fit whether that is enough
/// @param dollars cost; missing where no price is known
/// @param like a published run of like size
/// @param likeGpuHours what this plan takes in hours of that run's kind of GPU, at the same share
///   of the peak
public record ComputePlan(
    long parameters,
    long tokens,
    double flopsPerToken,
    double flops,
    String kind,
    int gpus,
    double utilization,
    double tokensPerSecond,
    double hours,
    double gpuHours,
    MemoryNeed memory,
    long memoryBytes,
    MemoryNeed.Fit fit,
    @Nullable Double dollars,
    PublicRun like,
    double likeGpuHours) {

  private static final double SECONDS_PER_HOUR = 3600;
  private static final int BF16_BYTES = 2;

  /// A training of `model` on `tokens` tokens.
  ///
  /// @param sequences at once on each GPU
  public static ComputePlan of(ModelSize model, long tokens, int sequences, Hardware hardware) {
    if (tokens < 1 || sequences < 1) {
      throw new IllegalArgumentException(
          "Cannot plan for %d tokens, %d sequences at once (must be 1 or more)"
              .formatted(tokens, sequences));
    }
    Accelerator kind = hardware.kind();
    double flops = model.flopsPerToken() * tokens;
    double perGpu = kind.peakFlops() * hardware.utilization(model);
    double gpuHours = flops / perGpu / SECONDS_PER_HOUR;
    MemoryNeed memory = MemoryNeed.of(model, sequences, BF16_BYTES);
    Double price = hardware.price();
    PublicRun like = PublicRun.nearest(model.parameters());
    return new ComputePlan(
        model.parameters(),
        tokens,
        model.flopsPerToken(),
        flops,
        kind.name(),
        hardware.gpus(),
        hardware.utilization(model),
        hardware.gpus() * perGpu / model.flopsPerToken(),
        gpuHours / hardware.gpus(),
        gpuHours,
        memory,
        kind.memoryBytes(),
        memory.fit(kind, hardware.gpus()),
        price == null ? null : price * gpuHours,
        like,
        gpuHours * kind.peakFlops() / Accelerator.named(like.kind()).peakFlops());
  }

  /// Days from the first step to the last.
  public double days() {
    return hours / 24;
  }

  /// Bytes of the finished model at 16 bits a weight.
  public long halfPrecisionBytes() {
    return BF16_BYTES * parameters;
  }
}
