package org.peykare.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peykare.trainer.data.TestDataset;
import org.peykare.trainer.model.ModelShape;

class FillMaskTest {
  private static final int VOCABULARY = 25;

  @TempDir static Path folder;
  private static FillMask model;

  @BeforeAll
  static void trainOne() throws IOException {
    Path dataset = TestDataset.chainsDataset(folder.resolve("dataset"), VOCABULARY);
    new Pretraining(
            PretrainingConfig.builder(dataset, folder.resolve("model"))
                .model(new ModelShape(32, 48, 3, 2, 64, 8, 3, 10_000, 10_000, 1e-5, 0.1, 2))
                .sequenceLength(48)
                .batchSize(8)
                .steps(300)
                .learningRate(5e-3)
                .threads(1)
                .build())
        .run(progress -> {});
    model = FillMask.open(folder.resolve("model"));
  }

  @AfterAll
  static void close() {
    model.close();
  }

  /// [CLS], a chain of the little language, [SEP]; one token hidden.
  private static int[] chain(int start, int length, int hidden) {
    int[] ids = new int[length + 2];
    ids[0] = model.startToken();
    int state = start;
    for (int i = 1; i <= length; i++) {
      ids[i] = 5 + state;
      state = (state * 7 + 4) % (VOCABULARY - 5);
    }
    ids[length + 1] = model.endToken();
    ids[hidden] = model.maskToken();
    return ids;
  }

  @Test
  void answersAreLogarithmsOfProbabilities() {
    float[][] answer = model.logProbabilities(chain(3, 12, 6), new int[] {6, 2});
    assertThat(answer).hasNumberOfRows(2);
    for (float[] row : answer) {
      assertThat(row).hasSize(VOCABULARY);
      double sum = 0;
      for (float value : row) {
        sum += Math.exp(value);
      }
      assertThat(sum).isCloseTo(1, within(1e-4));
    }
  }

  @Test
  void whatMayFollowIsMoreProbableThanWhatMayNot() {
    int better = 0;
    for (int start = 0; start < 20; start++) {
      int[] ids = chain(start, 12, 6);
      float[] answer = model.logProbabilities(ids, new int[] {6})[0];
      int before = ids[5] - 5;
      int possible = 5 + (before * 7 + 4) % 20;
      int impossible = 5 + (before * 7 + 13) % 20;
      better += answer[possible] > answer[impossible] ? 1 : 0;
    }
    assertThat(better).isGreaterThanOrEqualTo(17);
  }

  @Test
  void severalSequencesAtOnceGiveWhatEachGivesAlone() {
    List<FillMask.Query> queries =
        List.of(
            new FillMask.Query(chain(3, 12, 6), new int[] {6}),
            new FillMask.Query(chain(9, 30, 2), new int[] {2, 8, 31}),
            new FillMask.Query(chain(1, 4, 3), new int[0]));
    List<float[][]> together = model.logProbabilities(queries);
    assertThat(together).hasSize(3);
    assertThat(together.get(2)).isEmpty();
    for (int i = 0; i < 2; i++) {
      FillMask.Query query = queries.get(i);
      float[][] alone = model.logProbabilities(query.ids(), query.positions());
      for (int j = 0; j < alone.length; j++) {
        assertThat(together.get(i)[j]).containsExactly(alone[j], within(1e-4f));
      }
    }
  }

  @Test
  void mayBeAskedFromManyThreads() throws InterruptedException, ExecutionException {
    float[] expected = model.logProbabilities(chain(3, 12, 6), new int[] {6})[0];
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<float[]>> answers = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        answers.add(
            threads.submit(() -> model.logProbabilities(chain(3, 12, 6), new int[] {6})[0]));
      }
      for (Future<float[]> answer : answers) {
        assertThat(answer.get()).isEqualTo(expected);
      }
    }
  }

  @Test
  void refusesIdsAndPositionsOutOfRange() {
    assertThatThrownBy(() -> model.logProbabilities(new int[] {2, 99}, new int[] {1}))
        .hasMessageContaining("Unknown token id: 99 (must be 0..24)");
    assertThatThrownBy(() -> model.logProbabilities(new int[] {2, 4}, new int[] {2}))
        .hasMessageContaining("Cannot ask for position 2 of a sequence of 2 tokens");
    assertThatThrownBy(() -> model.logProbabilities(new int[65], new int[] {1}))
        .hasMessageContaining("sequence of 65 tokens (must be 1..64)");
  }

  @Test
  void refusesAFolderWithoutAModel() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    assertThatThrownBy(() -> FillMask.open(empty))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Cannot find a model in");
  }

  @Test
  void theDeviceIsDescribed() {
    assertThat(Device.describe()).matches("PyTorch \\d.* on (cpu|gpu\\d+), \\d+ threads");
  }
}
