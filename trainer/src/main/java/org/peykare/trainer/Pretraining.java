package org.peykare.trainer;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.peykare.formats.shards.DatasetCard;
import org.peykare.trainer.checkpoint.Checkpoints;
import org.peykare.trainer.checkpoint.HuggingFaceFolder;
import org.peykare.trainer.checkpoint.ModelCard;
import org.peykare.trainer.checkpoint.ResumeState;
import org.peykare.trainer.checkpoint.Safetensors;
import org.peykare.trainer.data.Batches;
import org.peykare.trainer.data.DataPosition;
import org.peykare.trainer.data.DatasetShare;
import org.peykare.trainer.data.DiffusionMasking;
import org.peykare.trainer.data.FixedRateMasking;
import org.peykare.trainer.data.Masking;
import org.peykare.trainer.data.TokenShards;
import org.peykare.trainer.data.Vocabulary;
import org.peykare.trainer.journal.DeviceRates;
import org.peykare.trainer.journal.RunJournal;
import org.peykare.trainer.loop.Evaluation;
import org.peykare.trainer.loop.GuardState;
import org.peykare.trainer.loop.HeldOut;
import org.peykare.trainer.loop.Progress;
import org.peykare.trainer.loop.TrainLoop;
import org.peykare.trainer.loop.Watchdog;
import org.peykare.trainer.model.MaskedLanguageModel;
import org.peykare.trainer.model.ModelConfig;
import org.peykare.trainer.model.Weights;
import org.peykare.trainer.ops.ComputeDevice;
import org.peykare.trainer.ops.OpPack;
import org.peykare.trainer.optim.AdamW;
import org.peykare.trainer.optim.BatchSizeSchedule;
import org.peykare.trainer.optim.LearningRateSchedule;
import org.peykare.trainer.plan.ModelSize;

/// Trains a masked language model on a tokenized data set.
///
/// ```
/// var config = PretrainingConfig.builder(dataset, output).preset("tiny").steps(600).build();
/// PretrainingResult result = new Pretraining(config).run(progress -> {});
/// ```
public final class Pretraining {
  private final PretrainingConfig config;
  private final DeviceRates rates;
  private final DiskGuard disk;
  private volatile boolean stopped;
  private boolean interrupted;

  /// A training of `config`, not yet started.
  public Pretraining(PretrainingConfig config) {
    this(config, 0);
  }

  /// A training of `config`, not yet started, that writes a checkpoint only where this many bytes
  /// stay free on the disk; until then it waits.
  public Pretraining(PretrainingConfig config, long keepFreeBytes) {
    this(config, keepFreeBytes, DeviceRates.UNKNOWN);
  }

  /// As [#Pretraining(PretrainingConfig, long)], with what is known of a GPU, for the share of its
  /// peak and the cost that the training reports; on a processor neither is.
  public Pretraining(PretrainingConfig config, long keepFreeBytes, DeviceRates rates) {
    this.config = config;
    this.rates = rates;
    this.disk = new DiskGuard(config.output(), keepFreeBytes);
  }

  /// Trains from random weights to the last step. Blocks until then.
  ///
  /// @throws IllegalArgumentException when the data set cannot be used, or the output folder
  ///   already holds checkpoints
  public PretrainingResult run(Consumer<? super Progress> listener) {
    try (var checkpoints = checkpoints()) {
      if (!Checkpoints.list(config.output()).isEmpty()) {
        throw new IllegalArgumentException(
            "Cannot start a training in %s: it already holds checkpoints; resume, or give another"
                    .formatted(config.output())
                + " output folder");
      }
      return train(checkpoints, null, listener);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot train", e);
    }
  }

  /// Goes on from the newest sound checkpoint in the output folder, exactly as if it had never
  /// stopped.
  ///
  /// The number of steps, the learning rate, warm-up, decay and clipping may be others than before;
  /// then it goes on with those, and the model card tells until which step the old ones held.
  /// Warm-up and decay are shares of the steps: with another number of steps the learning rate goes
  /// on as in a training that had that number from the start.
  ///
  /// @throws IllegalArgumentException when there is none, or it was made with another data set or
  ///   other settings
  public PretrainingResult resume(Consumer<? super Progress> listener) {
    try (var checkpoints = checkpoints()) {
      return train(checkpoints, newestSound(listener), listener);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot train", e);
    }
  }

  /// Begins, where the output folder holds no checkpoint, or goes on from the newest sound one: the
  /// same call until the training is complete, however often it was cut off.
  ///
  /// @throws Checkpoints.FolderInUse when another training writes to the output folder
  /// @throws IllegalArgumentException when the data set cannot be used, or there are checkpoints
  ///   but no sound one, or they were made with another data set or other settings
  public PretrainingResult proceed(Consumer<? super Progress> listener) {
    try (var checkpoints = checkpoints()) {
      boolean begun = !Checkpoints.list(config.output()).isEmpty();
      return train(checkpoints, begun ? newestSound(listener) : null, listener);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot train", e);
    }
  }

  private Checkpoints checkpoints() throws IOException {
    return new Checkpoints(config.output(), config.keepCheckpoints(), config.keepBest());
  }

  private Path newestSound(Consumer<? super Progress> listener) throws IOException {
    return Checkpoints.newestSound(
            config.output(),
            (folder, problem) -> listener.accept(new Progress.CheckpointSkipped(folder, problem)))
        .orElseThrow(() ->
            new IllegalArgumentException(
                "Cannot resume: %s holds no sound checkpoint; start anew"
                    .formatted(config.output())));
  }

  /// Asks a running training to write a checkpoint and return after the step it is in. May be
  /// called from any thread; interrupting the training's own thread does the same.
  public void stop() {
    stopped = true;
  }

  /// An interrupt is taken back until the training has ended: it would close the files.
  private boolean stopAsked() {
    if (Thread.interrupted()) {
      interrupted = true;
    }
    return stopped || interrupted;
  }

  private PretrainingResult train(
      Checkpoints checkpoints, @Nullable Path from, Consumer<? super Progress> listener)
      throws IOException {
    try (var shards = TokenShards.open(shares())) {
      ComputeDevice device = ComputeDevice.of(config.device(), config.threads());
      try (var pack = new OpPack(device);
          NDManager manager = pack.newManager()) {
        var run = new Run(shards, pack, manager, device, from);
        try (RunJournal journal =
            RunJournal.open(config.output(), run.flopsPerToken(), rates(device))) {
          return run.train(checkpoints, progress -> tell(journal, progress, listener));
        }
      }
    }
  }

  /// The rates are those of a GPU.
  private DeviceRates rates(ComputeDevice device) {
    return device.name().equals("cpu") ? DeviceRates.UNKNOWN : rates;
  }

  private List<DatasetShare> shares() {
    List<DatasetShare> shares = new ArrayList<>(config.mixture());
    shares.addFirst(new DatasetShare(config.dataset(), 1));
    return shares;
  }

  private static void tell(
      RunJournal journal, Progress progress, Consumer<? super Progress> listener) {
    Progress.Used used = journal.take(progress);
    listener.accept(progress);
    if (used != null) {
      listener.accept(used);
    }
  }

  /// The parts of one training, from its data to its loop.
  private final class Run {
    private final TokenShards shards;
    private final OpPack pack;
    private final ComputeDevice device;
    private final @Nullable Path from;
    private final @Nullable ResumeState resumed;
    private final Lineage lineage;
    private final ModelConfig modelConfig;
    private final Weights weights;
    private final AdamW optimizer;
    private final Batches batches;
    private final Evaluation evaluation;

    Run(
        TokenShards shards,
        OpPack pack,
        NDManager manager,
        ComputeDevice device,
        @Nullable Path from)
        throws IOException {
      this.shards = shards;
      this.pack = pack;
      this.device = device;
      this.from = from;
      DatasetCard card = shards.card();
      lineage = Lineage.of(config, shards, from);
      modelConfig = new ModelConfig(config.model(), card.vocabularySize(), card.specialTokens());
      resumed = from == null ? null : ResumeState.read(from);
      if (resumed != null) {
        SettingsTable.checkResumable(config, lineage.datasetSha256(), resumed);
      }
      weights = weights(manager, from);
      weights.requireGradients();
      optimizer = optimizer(manager, from, resumed == null ? 0 : resumed.step());
      batches =
          new Batches(
              shards.train(),
              card.specialTokens(),
              config.sequenceLength(),
              config.seed(),
              resumed == null ? DataPosition.START : resumed.position());
      evaluation =
          new Evaluation(
              pack, shards, config.objective(), evaluationRows(), config.sequenceLength());
    }

    double flopsPerToken() {
      double decoded =
          switch (config.objective()) {
            case MLM -> config.maskRate();
            case DIFFUSION -> 0.5;
          };
      return new ModelSize.Encoder(
              config.model(), modelConfig.vocabSize(), config.sequenceLength(), decoded)
          .flopsPerToken();
    }

    private int evaluationRows() {
      return config.microBatch() == 0 ? config.batchSize() : config.microBatch();
    }

    private Weights weights(NDManager owner, @Nullable Path folder) throws IOException {
      Path source = folder == null ? lineage.start() : folder;
      if (source == null) {
        return Weights.random(owner, modelConfig, config.seed());
      }
      try (Safetensors.Reader file = HuggingFaceFolder.weights(source, modelConfig)) {
        return Weights.of(owner, modelConfig, file::values);
      }
    }

    private AdamW optimizer(NDManager owner, @Nullable Path folder, int step) throws IOException {
      var settings =
          new AdamW.Settings(
              config.optimizer(),
              config.beta1(),
              config.beta2(),
              config.epsilon(),
              config.weightDecay(),
              config.clip());
      if (folder == null) {
        return new AdamW(pack, owner, weights, settings);
      }
      try (Safetensors.Reader moments = ResumeState.moments(folder)) {
        return AdamW.resumed(pack, owner, weights, settings, step, moments::values);
      }
    }

    /// Puts weights and optimizer back to a checkpoint, or to the start where there is none so
    /// early.
    private TrainLoop.Restored restore(int earlier) {
      try (NDManager own = pack.newManager()) {
        List<Path> sound = Checkpoints.sound(config.output());
        Path folder = sound.isEmpty() ? null : sound.get(Math.min(earlier, sound.size() - 1));
        ResumeState state = folder == null ? null : ResumeState.read(folder);
        int step = state == null ? 0 : state.step();
        weights.copy(pack, weights(own, folder));
        optimizer.copy(optimizer(own, folder, step));
        return new TrainLoop.Restored(step, state == null ? GuardState.START : state.guards());
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot roll the training back", e);
      }
    }

    private Masking masking() {
      var vocabulary = Vocabulary.of(shards.card());
      return switch (config.objective()) {
        case MLM ->
            new FixedRateMasking(
                config.maskRate(), config.maskRule(), config.maskUnit(), vocabulary, config.seed());
        case DIFFUSION -> new DiffusionMasking(vocabulary, config.seed());
      };
    }

    PretrainingResult train(Checkpoints checkpoints, Consumer<? super Progress> listener) {
      var model = new MaskedLanguageModel(modelConfig, pack, weights, config.precision());
      var schedule =
          LearningRateSchedule.of(
              config.schedule(),
              config.learningRate(),
              config.steps(),
              config.warmup(),
              config.decay());
      var loop =
          new TrainLoop(
              pack,
              model,
              optimizer,
              schedule,
              BatchSizeSchedule.of(
                  config.batchStart(), config.batchSize(), config.batchWarmup(), config.steps()),
              batches,
              masking(),
              evaluation,
              new TrainLoop.Settings(
                  config.evalEvery(),
                  config.checkpointEvery(),
                  config.microBatch(),
                  config.recompute(),
                  config.spike(),
                  config.skips()));
      int fromStep = resumed == null ? 0 : resumed.step();
      listener.accept(started(fromStep));
      HeldOut[] before = {resumed == null ? null : resumed.before()};
      TrainLoop.Outcome outcome;
      try (var watchdog =
          new Watchdog(Duration.ofSeconds(config.stallSeconds()), listener::accept)) {
        outcome =
            loop.run(
                resumed == null
                    ? new TrainLoop.Restored(0, GuardState.START)
                    : new TrainLoop.Restored(fromStep, resumed.guards()),
                from,
                progress -> {
                  if (before[0] == null && progress instanceof Progress.Evaluated evaluated) {
                    before[0] = evaluated.heldOut();
                  }
                  listener.accept(progress);
                },
                keeper(checkpoints, before, listener, watchdog),
                watchdog,
                Pretraining.this::stopAsked);
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      return new PretrainingResult(
          outcome.step(),
          outcome.step() == config.steps(),
          outcome.trainLoss(),
          resumed == null ? outcome.before() : resumed.before(),
          outcome.after(),
          evaluation.baseline(),
          outcome.tokensPerSecond(),
          modelConfig.parameters(),
          outcome.checkpoint());
    }

    private TrainLoop.CheckpointKeeper keeper(
        Checkpoints checkpoints,
        HeldOut[] before,
        Consumer<? super Progress> listener,
        Watchdog watchdog) {
      return new TrainLoop.CheckpointKeeper() {
        @Override
        public Path write(int step, HeldOut latest, GuardState guards) {
          Consumer<Progress> waiting =
              progress -> {
                watchdog.alive();
                listener.accept(progress);
              };
          disk.await(step, modelConfig.parameters(), waiting, Pretraining.this::stopAsked);
          return checkpoints.write(
              step, folder -> Run.this.write(folder, step, before[0], latest, guards));
        }

        @Override
        public void evaluated(Path folder, HeldOut figures) {
          checkpoints.updateCard(folder, figures);
        }

        @Override
        public TrainLoop.Restored restore(int earlier) {
          return Run.this.restore(earlier);
        }
      };
    }

    private Progress.Started started(int fromStep) {
      return new Progress.Started(
          modelConfig.parameters(),
          device.name(),
          fromStep,
          config.steps(),
          shards.train().tokens(),
          batches.stepsPerEpoch(config.batchSize()),
          evaluation.baseline());
    }

    private void write(Path folder, int step, HeldOut before, HeldOut latest, GuardState guards)
        throws IOException {
      DatasetCard card = shards.card();
      Map<String, String> settings = SettingsTable.of(config, resumed);
      var modelCard =
          new ModelCard(
              card.snapshot(),
              card.snapshotTag(),
              lineage.datasetSha256(),
              card.tokenizerSha256(),
              lineage.mixture(),
              lineage.startedFrom(),
              System.getProperty(Lineage.COMMIT),
              shards.train().documents(),
              shards.train().tokens(),
              shards.validation().tokens(),
              settings,
              config.seed(),
              modelConfig.parameters(),
              device.name(),
              step,
              latest,
              evaluation.baseline());
      HuggingFaceFolder.write(folder, modelConfig, weights, modelCard, config.dataset());
      new ResumeState(
              ResumeState.VERSION,
              step,
              batches.position(),
              lineage.datasetSha256(),
              settings,
              before,
              guards)
          .write(folder, optimizer.moments());
    }
  }
}
