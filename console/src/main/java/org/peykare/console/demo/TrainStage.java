package org.peykare.console.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.peykare.console.platform.Layout;
import org.peykare.formats.document.CatalogConfig;
import org.peykare.formats.shards.DatasetCard;
import org.peykare.formats.url.DocumentId;
import org.peykare.tokenizer.TokenizeSnapshot;
import org.peykare.tokenizer.TokenizeSnapshotConfig;
import org.peykare.tokenizer.TokenizerTraining;
import org.peykare.tokenizer.TokenizerTrainingConfig;
import org.peykare.tokenizer.text.TextSource;
import org.peykare.trainer.Pretraining;
import org.peykare.trainer.PretrainingConfig;
import org.peykare.trainer.PretrainingResult;
import org.peykare.trainer.loop.Progress;

/// Snapshot to model: tokenizer, shards, pretraining.
final class TrainStage {
  /// What the stage came to.
  ///
  /// @param heldOut ids of the documents held out
  record Result(
      TokenizerTraining.Report tokenizer,
      DatasetCard dataset,
      Set<String> heldOut,
      PretrainingResult training,
      Duration took) {}

  private TrainStage() {}

  static Result run(Layout layout, DemoConfig config, PrintStream out) {
    Path tokenizer = layout.tokenizer(Demo.TAG);
    Path dataset = layout.dataset(Demo.TAG);
    TokenizerTraining.Report report =
        new TokenizerTraining(
                TokenizerTrainingConfig.defaults().withVocabularySize(config.vocabularySize()))
            .run(new TextSource.Snapshot(CatalogConfig.in(layout.dir()), Demo.TAG), tokenizer);
    out.printf(
        "  tokenizer: %,d texts, %,d merges, vocabulary %,d%n",
        report.texts(), report.merges(), report.vocabularySize());
    DatasetCard card =
        new TokenizeSnapshot(
                TokenizeSnapshotConfig.of(
                        CatalogConfig.in(layout.dir()), Demo.TAG, tokenizer, dataset)
                    .withValidationShare(config.validationShare()))
            .run();
    Instant start = Instant.now();
    PretrainingConfig training =
        PretrainingConfig.builder(dataset, layout.model(Demo.TAG))
            .preset(config.preset())
            .steps(config.steps())
            .evalEvery(Math.max(1, config.steps() / 5))
            .checkpointEvery(Math.max(1, config.steps() / 2))
            .build();
    PretrainingResult result = new Pretraining(training).run(progress -> report(progress, out));
    return new Result(
        report, card, heldOut(dataset, card), result, Duration.between(start, Instant.now()));
  }

  private static void report(Progress progress, PrintStream out) {
    switch (progress) {
      case Progress.Started started ->
          out.printf(
              "  model: %,d parameters on %s; %,d training tokens, %,d steps an epoch%n",
              started.parameters(),
              started.device(),
              started.trainTokens(),
              started.stepsPerEpoch());
      case Progress.Step step -> {
        if (step.step() % 50 == 0) {
          out.printf(
              "  step %,5d of %,d: loss %.3f, %,.0f tokens/s%n",
              step.step(), step.steps(), step.loss(), step.tokensPerSecond());
        }
      }
      case Progress.Evaluated evaluated ->
          out.printf(
              "  held out after %,d steps: loss %.3f, accuracy %.1f %%%n",
              evaluated.heldOut().step(),
              evaluated.heldOut().loss(),
              100 * evaluated.heldOut().accuracy());
      case Progress.Used _, Progress.CheckpointWritten _, Progress.CheckpointSkipped _ -> {}
      case Progress.Trouble trouble -> out.println("  " + trouble.message());
      case Progress.WaitingForSpace waiting ->
          out.printf(
              "  waiting for space on the disk: %,d MB are free, %,d MB must be%n",
              waiting.freeBytes() >> 20, waiting.wantedBytes() >> 20);
    }
  }

  /// Ids of the documents in the validation splits.
  private static Set<String> heldOut(Path dataset, DatasetCard card) {
    Set<String> ids = new HashSet<>();
    for (DatasetCard.Part part : card.parts()) {
      try {
        byte[] bytes = Files.readAllBytes(dataset.resolve(part.name()).resolve("validation.ids"));
        for (int at = 0; at < bytes.length; at += DocumentId.BYTES) {
          ids.add(
              DocumentId.fromBytes(Arrays.copyOfRange(bytes, at, at + DocumentId.BYTES))
                  .toString());
        }
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot read the held-out ids of " + dataset, e);
      }
    }
    return ids;
  }
}
