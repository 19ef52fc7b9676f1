package org.peykare.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peykare.trainer.checkpoint.Checkpoints;
import org.peykare.trainer.checkpoint.ModelCard;
import org.peykare.trainer.data.DatasetShare;
import org.peykare.trainer.data.TestDataset;
import org.peykare.trainer.loop.Progress;
import org.peykare.trainer.model.ModelShape;

class PretrainingTest {
  private static final int VOCABULARY = 35;

  @TempDir static Path shared;
  @TempDir Path folder;

  private static Path dataset;

  @BeforeAll
  static void writeDataset() throws IOException {
    dataset = TestDataset.chainsDataset(shared.resolve("dataset"), VOCABULARY);
  }

  private PretrainingConfig.Builder config(String output) {
    return PretrainingConfig.builder(dataset, folder.resolve(output))
        .model(new ModelShape(32, 48, 3, 2, 512, 8, 3, 10_000, 10_000, 1e-5, 0.1, 2))
        .sequenceLength(48)
        .batchSize(8)
        .steps(20)
        .learningRate(5e-3)
        .threads(1)
        .device("cpu")
        .evalEvery(10)
        .checkpointEvery(10);
  }

  private static void quiet(Progress progress) {}

  @Test
  void learnsWhatAGuesserWithoutContextCannotKnow() throws IOException {
    List<Progress> events = new ArrayList<>();
    PretrainingResult result =
        new Pretraining(config("learn").steps(250).evalEvery(50).checkpointEvery(100).build())
            .run(events::add);
    assertThat(result.complete()).isTrue();
    assertThat(result.step()).isEqualTo(250);
    assertThat(result.before().loss()).isGreaterThan(result.baseline().entropy());
    assertThat(result.after().loss()).isLessThan(result.baseline().entropy() - 0.5);
    assertThat(result.after().loss()).isLessThan(result.baseline().crossEntropy() - 0.5);
    assertThat(result.after().accuracy()).isGreaterThan(0.2);
    assertThat(result.tokensPerSecond()).isPositive();

    assertThat(events.getFirst()).isInstanceOf(Progress.Started.class);
    assertThat(events).filteredOn(e -> e instanceof Progress.Step).hasSize(250);
    assertThat(events).filteredOn(e -> e instanceof Progress.Evaluated).hasSize(6);
    assertThat(events).filteredOn(e -> e instanceof Progress.CheckpointWritten).hasSize(3);

    ModelCard card =
        ModelCard.CODEC.fromBytes(Files.readAllBytes(result.checkpoint().resolve(ModelCard.FILE)));
    assertThat(card.heldOut()).isEqualTo(result.after());
    assertThat(card.baseline()).isEqualTo(result.baseline());
    assertThat(card.snapshotTag()).isEqualTo("first");
    assertThat(card.settings()).containsEntry("learningRate", "0.005");
    assertThat(Files.readString(result.checkpoint().resolve("tokenizer_config.json")))
        .contains("\"mask_token\" : \"[MASK]\"");
    assertThat(result.checkpoint().resolve("tokenizer.json"))
        .hasSameTextualContentAs(dataset.resolve("tokenizer.json"));
  }

  @Test
  void aResumedTrainingGivesTheSameBitsAsOneThatNeverStopped() throws IOException {
    Path whole = new Pretraining(config("whole").build()).run(PretrainingTest::quiet).checkpoint();

    Pretraining first = new Pretraining(config("halves").build());
    PretrainingResult half =
        first.run(progress -> {
          if (progress instanceof Progress.Step step && step.step() == 10) {
            first.stop();
          }
        });
    assertThat(half.complete()).isFalse();
    assertThat(half.step()).isEqualTo(10);
    List<Progress> events = new ArrayList<>();
    PretrainingResult rest = new Pretraining(config("halves").build()).resume(events::add);
    assertThat(((Progress.Started) events.getFirst()).fromStep()).isEqualTo(10);
    assertThat(rest.complete()).isTrue();
    assertThat(rest.before()).isEqualTo(half.before());
    for (String file : List.of("model.safetensors", "optimizer.safetensors", "resume.json")) {
      assertThat(rest.checkpoint().resolve(file)).hasSameBinaryContentAs(whole.resolve(file));
    }
  }

  @Test
  void refusesAFolderThatAnotherTrainingWritesTo() throws IOException {
    try (var _ = new Checkpoints(folder.resolve("busy"), 2)) {
      assertThatThrownBy(
              () -> new Pretraining(config("busy").build()).proceed(PretrainingTest::quiet))
          .isInstanceOf(Checkpoints.FolderInUse.class)
          .hasMessageContaining("another training is writing there");
    }
  }

  @Test
  void anInterruptEndsTheTrainingWithACheckpoint() {
    PretrainingResult result =
        new Pretraining(config("interrupted").build())
            .run(progress -> {
              if (progress instanceof Progress.Step step && step.step() == 3) {
                Thread.currentThread().interrupt();
              }
            });
    assertThat(Thread.interrupted()).isTrue();
    assertThat(result.step()).isEqualTo(3);
    assertThat(result.checkpoint()).isDirectoryContaining("glob:**SHA256SUMS");
  }

  @Test
  void aKillInAnEvaluationCostsNoStep() throws IOException {
    assertThatThrownBy(() ->
            new Pretraining(config("killed").build())
                .run(progress -> {
                  if (progress instanceof Progress.Evaluated evaluated
                      && evaluated.heldOut().step() == 10) {
                    throw new IllegalStateException("killed");
                  }
                }))
        .hasMessage("killed");
    Path left = Checkpoints.find(folder.resolve("killed"));
    assertThat(left).hasFileName("step-00000010");
    assertThat(heldOutStep(left)).isZero();
    PretrainingResult rest =
        new Pretraining(config("killed").build()).resume(PretrainingTest::quiet);
    assertThat(heldOutStep(left)).isEqualTo(10);
    assertThat(heldOutStep(rest.checkpoint())).isEqualTo(20);
  }

  private static int heldOutStep(Path checkpoint) throws IOException {
    return ModelCard.CODEC
        .fromBytes(Files.readAllBytes(checkpoint.resolve(ModelCard.FILE)))
        .heldOut()
        .step();
  }

  @Test
  void anInterruptInAnEvaluationLosesNoCheckpoint() throws IOException {
    PretrainingResult result =
        new Pretraining(config("evaluating").checkpointEvery(1).build())
            .run(progress -> {
              if (progress instanceof Progress.Evaluated evaluated
                  && evaluated.heldOut().step() == 10) {
                Thread.currentThread().interrupt();
              }
            });
    assertThat(Thread.interrupted()).isTrue();
    assertThat(result.step()).isEqualTo(11);
    assertThat(Checkpoints.find(folder.resolve("evaluating"))).isEqualTo(result.checkpoint());
    assertThat(heldOutStep(result.checkpoint())).isEqualTo(11);
  }

  @Test
  void aDamagedCheckpointIsPassedOverAndNamed() throws IOException {
    PretrainingResult whole =
        new Pretraining(config("damaged").build()).run(PretrainingTest::quiet);
    byte[] weights = Files.readAllBytes(whole.checkpoint().resolve("model.safetensors"));
    byte[] damaged = weights.clone();
    damaged[damaged.length / 2] ^= 1;
    Files.write(whole.checkpoint().resolve("model.safetensors"), damaged);

    List<Progress> events = new ArrayList<>();
    PretrainingResult again = new Pretraining(config("damaged").build()).proceed(events::add);
    assertThat(events.getFirst())
        .isEqualTo(
            new Progress.CheckpointSkipped(
                whole.checkpoint(), "model.safetensors does not match its checksum"));
    assertThat(((Progress.Started) events.get(1)).fromStep()).isEqualTo(10);
    assertThat(again.checkpoint()).isEqualTo(whole.checkpoint());
    assertThat(Files.readAllBytes(again.checkpoint().resolve("model.safetensors")))
        .isEqualTo(weights);
  }

  @Test
  void resumingAFinishedTrainingMakesNoStep() throws IOException {
    PretrainingResult whole = new Pretraining(config("done").build()).run(PretrainingTest::quiet);
    PretrainingResult again =
        new Pretraining(config("done").build()).resume(PretrainingTest::quiet);
    assertThat(again.step()).isEqualTo(20);
    assertThat(again.after()).isEqualTo(whole.after());
    assertThat(again.checkpoint()).isEqualTo(whole.checkpoint());
    assertThat(Checkpoints.list(folder.resolve("done"))).hasSize(2);
  }

  @Test
  void goesOnWithALowerLearningRateAndNotesIt() throws IOException {
    new Pretraining(config("lower").build()).run(PretrainingTest::quiet);
    List<Progress> events = new ArrayList<>();
    PretrainingResult longer =
        new Pretraining(config("lower").steps(22).learningRate(1e-4).clip(0.5).build())
            .resume(events::add);
    assertThat(longer.step()).isEqualTo(22);
    assertThat(events)
        .filteredOn(e -> e instanceof Progress.Step)
        .hasSize(2)
        .allSatisfy(e -> assertThat(((Progress.Step) e).learningRate()).isLessThan(1e-4));
    PretrainingResult longest =
        new Pretraining(config("lower").steps(23).learningRate(1e-4).clip(0.5).build())
            .resume(PretrainingTest::quiet);
    ModelCard card =
        ModelCard.CODEC.fromBytes(Files.readAllBytes(longest.checkpoint().resolve(ModelCard.FILE)));
    assertThat(card.settings())
        .containsEntry("learningRate", "1.0E-4")
        .containsEntry("learningRate.until-20", "0.005")
        .containsEntry("steps.until-20", "20")
        .containsEntry("steps.until-22", "22")
        .containsKey("clip.until-20")
        .doesNotContainKeys("warmup.until-20", "learningRate.until-22");
  }

  @Test
  void refusesToResumeWithOtherSettingsOrData() throws IOException {
    new Pretraining(config("other").build()).run(PretrainingTest::quiet);
    assertThatThrownBy(() ->
            new Pretraining(config("other").weightDecay(0.5).maskRate(0.2).build())
                .resume(PretrainingTest::quiet))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("weightDecay was ")
        .hasMessageContaining("(clip, decay, learningRate, skips, spike, steps, warmup may differ)")
        .hasMessageContaining("maskRate was 0.3, now 0.2");
    assertThatThrownBy(
            () -> new Pretraining(config("other").steps(5).build()).resume(PretrainingTest::quiet))
        .hasMessageContaining("steps is 5, but 20 are done");
    assertThatThrownBy(() -> new Pretraining(config("other").build()).run(PretrainingTest::quiet))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("already holds checkpoints");
    assertThatThrownBy(() -> new Pretraining(config("none").build()).resume(PretrainingTest::quiet))
        .hasMessageContaining("holds no sound checkpoint");
  }

  @Test
  void beginsWithTheWeightsOfAnEarlierModel() throws IOException {
    PretrainingResult earlier =
        new Pretraining(config("earlier").steps(60).learningRate(1e-2).build())
            .run(PretrainingTest::quiet);
    PretrainingConfig continued =
        config("continued").startFrom(folder.resolve("earlier")).seed(2).build();
    PretrainingResult first = new Pretraining(continued).run(PretrainingTest::quiet);
    assertThat(first.before().loss()).isEqualTo(earlier.after().loss());
    ModelCard card = card(first);
    assertThat(card.startedFrom()).isNotNull();
    assertThat(String.valueOf(card.startedFrom())).contains("earlier/step-00000060");

    // More steps; the earlier model is no longer needed, and still named.
    PretrainingConfig more =
        config("continued").startFrom(folder.resolve("gone")).seed(2).steps(30).build();
    PretrainingResult rest = new Pretraining(more).resume(PretrainingTest::quiet);
    assertThat(card(rest).startedFrom()).isEqualTo(card.startedFrom());
  }

  @Test
  void aMixtureIsPartOfTheLineageAndOfWhatIsResumed() throws IOException {
    Path second =
        TestDataset.write(
            folder.resolve("second"),
            VOCABULARY,
            List.of(TestDataset.chains(40, VOCABULARY, 9)),
            List.of(TestDataset.chains(5, VOCABULARY, 10)));
    PretrainingConfig mixed =
        config("mixed").mixture(List.of(new DatasetShare(second, 2.5))).build();
    PretrainingResult result = new Pretraining(mixed).run(PretrainingTest::quiet);
    ModelCard card = card(result);
    assertThat(card.mixture()).extracting(ModelCard.Ingredient::weight).containsExactly(1.0, 2.5);
    assertThat(card.trainDocuments()).isEqualTo(240);
    assertThatThrownBy(
            () -> new Pretraining(config("mixed").build()).resume(PretrainingTest::quiet))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is another one");
  }

  private static ModelCard card(PretrainingResult result) throws IOException {
    return ModelCard.CODEC.fromBytes(
        Files.readAllBytes(result.checkpoint().resolve(ModelCard.FILE)));
  }

  @Test
  void refusesADatasetWithoutHeldOutTokens() throws IOException {
    Path empty =
        TestDataset.write(
            folder.resolve("empty"),
            VOCABULARY,
            List.of(TestDataset.chains(5, VOCABULARY, 1)),
            List.of(List.of()));
    var noValidation = PretrainingConfig.builder(empty, folder.resolve("x")).preset("tiny").build();
    assertThatThrownBy(() -> new Pretraining(noValidation).run(PretrainingTest::quiet))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("holds no validation tokens");
  }

  @Test
  void memoryStaysFlatOverHundredsOfSteps() {
    List<Long> resident = new ArrayList<>();
    new Pretraining(config("flat").steps(600).evalEvery(200).checkpointEvery(300).build())
        .run(progress -> {
          if (progress instanceof Progress.Step step
              && (step.step() == 200 || step.step() == 600)) {
            resident.add(residentKilobytes());
          }
        });
    org.junit.jupiter.api.Assumptions.assumeTrue(resident.getFirst() > 0, "no /proc here");
    // A leak of one step's arrays would be over 1 MB per step.
    assertThat(resident.get(1) - resident.get(0)).isLessThan(120_000);
  }

  private static long residentKilobytes() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmRSS"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }
}
