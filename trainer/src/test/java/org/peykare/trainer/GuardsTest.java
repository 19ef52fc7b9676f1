package org.peykare.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peykare.trainer.data.TestDataset;
import org.peykare.trainer.loop.Progress;
import org.peykare.trainer.model.ModelShape;

class GuardsTest {
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
        .learningRate(5e-3)
        .threads(1)
        .device("cpu")
        .evalEvery(1000)
        .checkpointEvery(40);
  }

  /// A rate far too high makes the loss jump at once; halved often enough it is bearable.
  @Test
  void aLossThatSpikesAgainAndAgainRollsBackUntilTheRateIsBearable() throws IOException {
    new Pretraining(config("spike").steps(80).build()).run(_ -> {});
    List<Progress> events = new ArrayList<>();
    PretrainingResult result =
        new Pretraining(config("spike").steps(120).decay(0.1).learningRate(0.3).spike(3).build())
            .resume(events::add);
    assertThat(events).hasAtLeastOneElementOfType(Progress.BatchSkipped.class);
    List<Progress> back =
        events.stream().filter(event -> event instanceof Progress.RolledBack).toList();
    assertThat(back).isNotEmpty();
    assertThat(((Progress.RolledBack) back.getFirst()).toStep()).isEqualTo(80);
    assertThat(result.complete()).isTrue();
    String kept = Files.readString(result.checkpoint().resolve("resume.json"));
    assertThat(kept).containsPattern("\"rate_factor\" : 0\\.");
  }

  @Test
  void aStalledTrainingIsToldWithThePlaceWhereItHangs() throws InterruptedException {
    CountDownLatch told = new CountDownLatch(1);
    List<Progress.Stalled> stalls = Collections.synchronizedList(new ArrayList<>());
    PretrainingResult result =
        new Pretraining(config("stalled").steps(6).stallSeconds(1).build())
            .run(progress -> {
              if (progress instanceof Progress.Stalled stalled) {
                stalls.add(stalled);
                told.countDown();
              } else if (progress instanceof Progress.Step step && step.step() == 3) {
                hang(told);
              }
            });
    assertThat(stalls).isNotEmpty();
    assertThat(stalls)
        .anySatisfy(stalled -> {
          assertThat(stalled.step()).isEqualTo(2);
          assertThat(stalled.where()).contains("hang");
        });
    assertThat(result.complete()).isTrue();
  }

  private static void hang(CountDownLatch until) {
    try {
      assertThat(until.await(2, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// In a process of its own, whose memory is limited once the training runs.
  @Test
  void outOfMemoryTheBatchIsComputedInSmallerParts() throws Exception {
    Assumptions.assumeTrue(Files.exists(Path.of("/proc/self/status")), "no /proc here");
    Path large =
        TestDataset.write(
            folder.resolve("large"),
            LimitedMemory.VOCABULARY,
            List.of(TestDataset.chains(400, LimitedMemory.VOCABULARY, 1)),
            List.of(TestDataset.chains(4, LimitedMemory.VOCABULARY, 2)));
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms256m",
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Dai.djl.offline=true",
                "-cp",
                System.getProperty("java.class.path"),
                LimitedMemory.class.getName(),
                large.toString(),
                folder.resolve("limited").toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    String said = Files.readString(log, StandardCharsets.UTF_8);
    assertThat(process.exitValue()).as(said).isZero();
    assertThat(said).contains("sequences at a time from now on").contains("complete: true");
  }
}
