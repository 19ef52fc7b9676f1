package org.peykare.trainer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.peykare.trainer.data.DatasetShare;
import org.peykare.trainer.data.MaskRule;
import org.peykare.trainer.data.MaskUnit;
import org.peykare.trainer.data.Objective;
import org.peykare.trainer.model.ModelShape;
import org.peykare.trainer.model.Recompute;
import org.peykare.trainer.ops.Precision;
import org.peykare.trainer.optim.Optimizer;
import org.peykare.trainer.optim.Schedule;

/// Settings of a pretraining. The defaults suit a small corpus on a processor.
///
/// @param dataset folder of the tokenized data set
/// @param output folder that the checkpoints are written to
/// @param model sizes of the model
/// @param sequenceLength tokens per packed sequence, [CLS] included
/// @param batchSize sequences per step, after the batch warm-up
/// @param batchStart sequences of the first step, doubled until `batchSize`; 0 for no batch warm-up
/// @param batchWarmup share of the steps with smaller batches
/// @param microBatch sequences computed at once, their gradients added up; 0 for the whole batch
/// @param recompute what is computed twice to save memory
/// @param steps number of optimizer steps
/// @param learningRate peak learning rate
/// @param schedule shape of the learning rate
/// @param warmup share of the steps in which the learning rate rises to its peak
/// @param decay share of the steps, at the end, in which it falls (warm-up-stable-decay only)
/// @param optimizer which optimizer makes the steps
/// @param weightDecay decoupled weight decay; none on norms and biases
/// @param beta1 the optimizer's decay of the first moment
/// @param beta2 the optimizer's decay of the second moment
/// @param epsilon the optimizer's epsilon
/// @param clip greatest global gradient norm; 0 for no clipping
/// @param spike standard deviations above the recent losses from which a loss is a spike; 0: none
///   is
/// @param skips bad batches in a row, each skipped, after which the training is rolled back
/// @param objective what the model is asked; for diffusion neither mask rate, rule nor unit count
/// @param maskRate share of the tokens to predict in training; evaluation always masks 15 %
/// @param maskRule what becomes of those tokens
/// @param maskUnit what is chosen as a whole: tokens, words, spans of words
/// @param precision number format inside the layers
/// @param seed seed of the weights, the order and the masks
/// @param device `auto`, `cpu`, `gpu` or `gpuN`
/// @param threads threads on the processor; 0 for all processors
/// @param stallSeconds silence after which a training counts as stalled; 0: never
/// @param evalEvery steps between evaluations; also before the first and after the last
/// @param checkpointEvery steps between checkpoints; also after the last
/// @param keepCheckpoints number of newest checkpoints kept
/// @param keepBest number of checkpoints kept beside them: those with the lowest held-out loss
/// @param mixture data sets to train on beside `dataset`, with weights; that one has weight 1
/// @param startFrom checkpoint, or a training's output folder, whose weights it begins with;
///   missing: random weights
public record PretrainingConfig(
    Path dataset,
    Path output,
    ModelShape model,
    int sequenceLength,
    int batchSize,
    int batchStart,
    double batchWarmup,
    int microBatch,
    Recompute recompute,
    int steps,
    double learningRate,
    Schedule schedule,
    double warmup,
    double decay,
    Optimizer optimizer,
    double weightDecay,
    double beta1,
    double beta2,
    double epsilon,
    double clip,
    double spike,
    int skips,
    Objective objective,
    double maskRate,
    MaskRule maskRule,
    MaskUnit maskUnit,
    Precision precision,
    long seed,
    String device,
    int threads,
    int stallSeconds,
    int evalEvery,
    int checkpointEvery,
    int keepCheckpoints,
    int keepBest,
    List<DatasetShare> mixture,
    @Nullable Path startFrom) {

  /// Tokens of a batch at most: what one array of DJL can hold with room for its bytes.
  private static final int MOST_BATCH_TOKENS = 1 << 28;

  public PretrainingConfig {
    mixture = List.copyOf(mixture);
    List<String> problems = new ArrayList<>();
    check(problems, sequenceLength >= 8, "sequence-length must be >= 8, was " + sequenceLength);
    check(
        problems,
        sequenceLength <= model.maxPositionEmbeddings(),
        "sequence-length must be <= the model's max_position_embeddings %d, was %d"
            .formatted(model.maxPositionEmbeddings(), sequenceLength));
    check(
        problems,
        batchSize >= 1 && (long) batchSize * sequenceLength <= MOST_BATCH_TOKENS,
        "batch-size must be 1..%d at sequence-length %d, was %d"
            .formatted(MOST_BATCH_TOKENS / Math.max(1, sequenceLength), sequenceLength, batchSize));
    check(
        problems,
        batchStart >= 0 && batchStart <= batchSize,
        "batch-start must be 0..batch-size %d, was %d".formatted(batchSize, batchStart));
    between(problems, "batch-warmup", batchWarmup, 0, 1);
    check(problems, microBatch >= 0, "micro-batch must be >= 0, was " + microBatch);
    check(problems, steps >= 1, "steps must be >= 1, was " + steps);
    between(problems, "learning-rate", learningRate, Double.MIN_VALUE, 1);
    between(problems, "warmup", warmup, 0, 1);
    between(problems, "decay", decay, 0, 1);
    check(
        problems,
        schedule != Schedule.WARMUP_STABLE_DECAY || warmup + decay <= 1,
        "warmup + decay must be <= 1, was " + (warmup + decay));
    between(problems, "weight-decay", weightDecay, 0, 1);
    between(problems, "beta1", beta1, 0, 0.9999999);
    between(problems, "beta2", beta2, 0, 0.9999999);
    between(problems, "epsilon", epsilon, Double.MIN_VALUE, 1);
    between(problems, "clip", clip, 0, 1e9);
    between(problems, "spike", spike, 0, 1e9);
    check(problems, skips >= 1, "skips must be >= 1, was " + skips);
    check(problems, stallSeconds >= 0, "stall-seconds must be >= 0, was " + stallSeconds);
    between(problems, "mask-rate", maskRate, 0.01, 1);
    check(
        problems,
        device.matches("auto|cpu|gpu[0-9]*"),
        "device must be auto, cpu, gpu or gpuN, was " + device);
    check(problems, threads >= 0, "threads must be >= 0, was " + threads);
    check(problems, evalEvery >= 1, "eval-every must be >= 1, was " + evalEvery);
    check(problems, checkpointEvery >= 1, "checkpoint-every must be >= 1, was " + checkpointEvery);
    check(problems, keepBest >= 0, "keep-best must be >= 0, was " + keepBest);
    check(problems, keepCheckpoints >= 1, "keep-checkpoints must be >= 1, was " + keepCheckpoints);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "Invalid pretraining settings:\n  " + String.join("\n  ", problems));
    }
  }

  /// A builder with the defaults for all else.
  public static Builder builder(Path dataset, Path output) {
    return new Builder(dataset, output);
  }

  private static void check(List<String> problems, boolean good, String problem) {
    if (!good) {
      problems.add(problem);
    }
  }

  private static void between(
      List<String> problems, String name, double value, double least, double most) {
    // Written so that NaN is refused too.
    check(
        problems,
        value >= least && value <= most,
        "%s must be %s..%s, was %s".formatted(name, least, most, value));
  }

  /// Collects settings; [#build] checks them all.
  public static final class Builder {
    private final Path dataset;
    private final Path output;
    private ModelShape model = ModelShape.preset("tiny");
    private int sequenceLength = 128;
    private int batchSize = 16;
    private int batchStart = 0;
    private double batchWarmup = 0.1;
    private int microBatch = 0;
    private Recompute recompute = Recompute.NONE;
    private int steps = 600;
    private double learningRate = 2e-3;
    private Schedule schedule = Schedule.WARMUP_STABLE_DECAY;
    private double warmup = 0.06;
    private double decay = 0.4;
    private Optimizer optimizer = Optimizer.ADAMW;
    private double weightDecay = 0.01;
    private double beta1 = 0.9;
    private double beta2 = 0.98;
    private double epsilon = 1e-6;
    private double clip = 1.0;
    private double spike = 6;
    private int skips = 3;
    private Objective objective = Objective.MLM;
    private double maskRate = 0.3;
    private MaskRule maskRule = MaskRule.BERT;
    private MaskUnit maskUnit = MaskUnit.TOKEN;
    private Precision precision = Precision.FP32;
    private long seed = 1;
    private String device = "auto";
    private int threads = 0;
    private int stallSeconds = 1800;
    private int evalEvery = 100;
    private int checkpointEvery = 200;
    private int keepCheckpoints = 2;
    private int keepBest = 1;
    private List<DatasetShare> mixture = List.of();
    private @Nullable Path startFrom;

    private Builder(Path dataset, Path output) {
      this.dataset = dataset;
      this.output = output;
    }

    /// The model called `name`, see [ModelShape#preset].
    public Builder preset(String name) {
      return model(ModelShape.preset(name));
    }

    /// Sets sizes of the model.
    public Builder model(ModelShape value) {
      model = value;
      return this;
    }

    /// Sets tokens per packed sequence, [CLS] included.
    public Builder sequenceLength(int value) {
      sequenceLength = value;
      return this;
    }

    /// Sets sequences per step.
    public Builder batchSize(int value) {
      batchSize = value;
      return this;
    }

    /// Sets sequences of the first step; 0 for no batch warm-up.
    public Builder batchStart(int value) {
      batchStart = value;
      return this;
    }

    /// Sets share of the steps with smaller batches.
    public Builder batchWarmup(double value) {
      batchWarmup = value;
      return this;
    }

    /// Sets sequences computed at once; 0 for the whole batch.
    public Builder microBatch(int value) {
      microBatch = value;
      return this;
    }

    /// Sets what is computed twice to save memory.
    public Builder recompute(Recompute value) {
      recompute = value;
      return this;
    }

    /// Sets number of optimizer steps.
    public Builder steps(int value) {
      steps = value;
      return this;
    }

    /// Sets peak learning rate.
    public Builder learningRate(double value) {
      learningRate = value;
      return this;
    }

    /// Sets shape of the learning rate.
    public Builder schedule(Schedule value) {
      schedule = value;
      return this;
    }

    /// Sets share of the steps in which the learning rate rises to its peak.
    public Builder warmup(double value) {
      warmup = value;
      return this;
    }

    /// Sets share of the steps, at the end, in which it falls (warm-up-stable-decay only).
    public Builder decay(double value) {
      decay = value;
      return this;
    }

    /// Sets which optimizer makes the steps.
    public Builder optimizer(Optimizer value) {
      optimizer = value;
      return this;
    }

    /// Sets decoupled weight decay; none on norms and biases.
    public Builder weightDecay(double value) {
      weightDecay = value;
      return this;
    }

    /// Sets AdamW's decay of the first moment.
    public Builder beta1(double value) {
      beta1 = value;
      return this;
    }

    /// Sets AdamW's decay of the second moment.
    public Builder beta2(double value) {
      beta2 = value;
      return this;
    }

    /// Sets AdamW's epsilon.
    public Builder epsilon(double value) {
      epsilon = value;
      return this;
    }

    /// Sets greatest global gradient norm; 0 for no clipping.
    public Builder clip(double value) {
      clip = value;
      return this;
    }

    /// Sets standard deviations from which a loss is a spike.
    public Builder spike(double value) {
      spike = value;
      return this;
    }

    /// Sets bad batches in a row after which the training is rolled back.
    public Builder skips(int value) {
      skips = value;
      return this;
    }

    /// Sets what the model is asked.
    public Builder objective(Objective value) {
      objective = value;
      return this;
    }

    /// Sets share of the tokens to predict in training; evaluation always masks 15 %.
    public Builder maskRate(double value) {
      maskRate = value;
      return this;
    }

    /// Sets what becomes of those tokens.
    public Builder maskRule(MaskRule value) {
      maskRule = value;
      return this;
    }

    /// Sets what is chosen as a whole.
    public Builder maskUnit(MaskUnit value) {
      maskUnit = value;
      return this;
    }

    /// Sets number format inside the layers.
    public Builder precision(Precision value) {
      precision = value;
      return this;
    }

    /// Sets seed of the weights, the order and the masks.
    public Builder seed(long value) {
      seed = value;
      return this;
    }

    /// Sets `auto`, `cpu`, `gpu` or `gpuN`.
    public Builder device(String value) {
      device = value;
      return this;
    }

    /// Sets threads on the processor; 0 for all processors.
    public Builder threads(int value) {
      threads = value;
      return this;
    }

    /// Sets silence after which a training counts as stalled.
    public Builder stallSeconds(int value) {
      stallSeconds = value;
      return this;
    }

    /// Sets steps between evaluations; also before the first and after the last.
    public Builder evalEvery(int value) {
      evalEvery = value;
      return this;
    }

    /// Sets steps between checkpoints; also after the last.
    public Builder checkpointEvery(int value) {
      checkpointEvery = value;
      return this;
    }

    /// Sets number of newest checkpoints kept.
    public Builder keepCheckpoints(int value) {
      keepCheckpoints = value;
      return this;
    }

    /// Sets number of best checkpoints kept beside the newest.
    public Builder keepBest(int value) {
      keepBest = value;
      return this;
    }

    /// Sets data sets to train on beside the first.
    public Builder mixture(List<DatasetShare> value) {
      mixture = value;
      return this;
    }

    /// Sets the checkpoint whose weights it begins with.
    public Builder startFrom(Path value) {
      startFrom = value;
      return this;
    }

    /// The settings.
    ///
    /// @throws IllegalArgumentException naming every setting that is out of range
    public PretrainingConfig build() {
      return new PretrainingConfig(
          dataset,
          output,
          model,
          sequenceLength,
          batchSize,
          batchStart,
          batchWarmup,
          microBatch,
          recompute,
          steps,
          learningRate,
          schedule,
          warmup,
          decay,
          optimizer,
          weightDecay,
          beta1,
          beta2,
          epsilon,
          clip,
          spike,
          skips,
          objective,
          maskRate,
          maskRule,
          maskUnit,
          precision,
          seed,
          device,
          threads,
          stallSeconds,
          evalEvery,
          checkpointEvery,
          keepCheckpoints,
          keepBest,
          mixture,
          startFrom);
    }
  }
}
