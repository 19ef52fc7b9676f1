package org.peykare.trainer.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peykare.trainer.loop.HeldOut;
import org.peykare.trainer.loop.UnigramBaseline;

class CheckpointsTest {
  @TempDir Path output;

  private static void content(Path folder) throws IOException {
    Files.writeString(folder.resolve("config.json"), "{}");
    Files.writeString(folder.resolve("weights"), "12345");
  }

  @Test
  void keepsTheNewest() throws IOException {
    try (var checkpoints = new Checkpoints(output, 2)) {
      for (int step = 100; step <= 500; step += 100) {
        checkpoints.write(step, CheckpointsTest::content);
      }
    }
    assertThat(Checkpoints.list(output))
        .extracting(path -> path.getFileName().toString())
        .containsExactly("step-00000400", "step-00000500");
    assertThat(Checkpoints.newestSound(output)).contains(output.resolve("step-00000500"));
  }

  @Test
  void passesOverDamagedOnes() throws IOException {
    try (var checkpoints = new Checkpoints(output, 9)) {
      for (int step = 1; step <= 4; step++) {
        checkpoints.write(step, CheckpointsTest::content);
      }
    }
    Files.writeString(output.resolve("step-00000004/weights"), "12346");
    Files.delete(output.resolve("step-00000003/weights"));
    Files.delete(output.resolve("step-00000002/SHA256SUMS"));
    assertThat(Checkpoints.newestSound(output)).contains(output.resolve("step-00000001"));
    assertThat(Checkpoints.find(output)).isEqualTo(output.resolve("step-00000001"));
    assertThatThrownBy(() -> Checkpoints.find(output.resolve("step-00000004")))
        .hasMessageContaining("weights does not match its checksum");
  }

  @Test
  void writesOverADamagedOne() throws IOException {
    try (var checkpoints = new Checkpoints(output, 2)) {
      Path written = checkpoints.write(1, CheckpointsTest::content);
      Files.writeString(written.resolve("weights"), "damaged");
      checkpoints.write(1, CheckpointsTest::content);
      assertThat(Checkpoints.newestSound(output)).contains(written);
    }
  }

  @Test
  void damagedOnesOfLaterStepsMakeWay() throws IOException {
    try (var checkpoints = new Checkpoints(output, 2)) {
      for (int step = 1; step <= 5; step++) {
        checkpoints.write(step, CheckpointsTest::content);
      }
    }
    Files.delete(output.resolve("step-00000004/weights"));
    Files.delete(output.resolve("step-00000005/weights"));
    try (var checkpoints = new Checkpoints(output, 2)) {
      Path written = checkpoints.write(2, CheckpointsTest::content);
      assertThat(Checkpoints.list(output)).containsExactly(written);
      assertThat(Checkpoints.newestSound(output)).contains(written);
    }
  }

  @Test
  void anInterruptWaitsUntilTheCheckpointIsWritten() throws IOException {
    int[] attempts = {0};
    try (var checkpoints = new Checkpoints(output, 2)) {
      Thread.currentThread().interrupt();
      Path first = checkpoints.write(1, CheckpointsTest::content);
      assertThat(Thread.interrupted()).isTrue();
      Path second =
          checkpoints.write(
              2,
              folder -> {
                content(folder);
                if (attempts[0]++ == 0) {
                  Thread.currentThread().interrupt();
                }
              });
      assertThat(Thread.interrupted()).isTrue();
      assertThat(attempts[0]).isEqualTo(2);
      assertThat(Checkpoints.list(output)).containsExactly(first, second);
      assertThat(Checkpoints.newestSound(output)).contains(second);
    }
  }

  @Test
  void theCardGetsNewerFiguresAndTheCheckpointStaysSound() throws IOException {
    try (var checkpoints = new Checkpoints(output, 2)) {
      Path written =
          checkpoints.write(
              10,
              folder -> {
                content(folder);
                Files.writeString(
                    folder.resolve(ModelCard.FILE),
                    ModelCard.CODEC.toPrettyJson(card(new HeldOut(0, 5, 0, 7, null, null))));
              });
      HeldOut figures = new HeldOut(10, 2.5, 0.25, 7, null, null);
      checkpoints.updateCard(written, figures);
      checkpoints.updateCard(written, new HeldOut(5, 9, 0, 7, null, null));
      assertThat(ModelCard.CODEC.fromBytes(Files.readAllBytes(written.resolve(ModelCard.FILE))))
          .isEqualTo(card(figures));
      assertThat(Checksums.problem(written)).isEmpty();
      assertThat(Checksums.holds(written, ModelCard.FILE)).isTrue();

      // As a crash between the two would leave it.
      Files.writeString(
          written.resolve(Checksums.FILE), Checksums.without(written, ModelCard.FILE));
      assertThat(Checkpoints.newestSound(output)).contains(written);
      checkpoints.updateCard(written, figures);
      assertThat(Checksums.holds(written, ModelCard.FILE)).isTrue();
    }
  }

  private static ModelCard card(HeldOut figures) {
    return new ModelCard(
        "1",
        "first",
        "a",
        "b",
        List.of(),
        null,
        null,
        2,
        20,
        10,
        Map.of("steps", "10"),
        1,
        100,
        "cpu",
        10,
        figures,
        new UnigramBaseline(3, 2));
  }

  @Test
  void aLanguageWithItsOwnDigitsDoesNotReachTheNames() throws IOException {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.of("fa", "IR"));
    try (var checkpoints = new Checkpoints(output, 2)) {
      assertThat("%d".formatted(7)).isEqualTo("۷");
      Path written = checkpoints.write(7, CheckpointsTest::content);
      assertThat(written).hasFileName("step-00000007");
      assertThat(Checkpoints.newestSound(output)).contains(written);
      assertThat(Checkpoints.find(output)).isEqualTo(written);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void theBestIsKeptBesideTheNewest() throws IOException {
    double[] losses = {5, 3, 4, 4.5, 4.2};
    try (var checkpoints = new Checkpoints(output, 2, 1)) {
      for (int step = 1; step <= losses.length; step++) {
        HeldOut earlier = new HeldOut(0, 0.1, 0, 7, null, null);
        Path written =
            checkpoints.write(
                step,
                folder ->
                    Files.writeString(
                        folder.resolve(ModelCard.FILE),
                        ModelCard.CODEC.toPrettyJson(card(earlier))));
        checkpoints.updateCard(written, new HeldOut(step, losses[step - 1], 0, 7, null, null));
      }
    }
    assertThat(Checkpoints.list(output))
        .containsExactly(
            output.resolve("step-00000002"),
            output.resolve("step-00000004"),
            output.resolve("step-00000005"));
    assertThat(Checkpoints.best(output)).first().isEqualTo(output.resolve("step-00000002"));
  }

  @Test
  void aFailedWriteLeavesTheOneBefore() throws IOException {
    try (var checkpoints = new Checkpoints(output, 2)) {
      checkpoints.write(1, CheckpointsTest::content);
      assertThatThrownBy(() ->
              checkpoints.write(
                  2,
                  folder -> {
                    content(folder);
                    throw new IOException("disk full");
                  }))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("the one before is untouched");
      assertThat(Checkpoints.newestSound(output)).contains(output.resolve("step-00000001"));
      checkpoints.write(2, CheckpointsTest::content);
      assertThat(Checkpoints.newestSound(output)).contains(output.resolve("step-00000002"));
    }
  }

  @Test
  void clearsAwayWhatACrashLeft() throws IOException {
    Files.createDirectories(output.resolve(".writing-7"));
    Files.writeString(output.resolve(".writing-7/weights"), "half");
    new Checkpoints(output, 2).close();
    try (Stream<Path> left = Files.list(output)) {
      assertThat(left).containsExactly(output.resolve(".lock"));
    }
  }

  @Test
  void refusesASecondWriter() throws IOException {
    try (var checkpoints = new Checkpoints(output, 2)) {
      assertThat(checkpoints).isNotNull();
      assertThatThrownBy(() -> new Checkpoints(output, 2).close())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("another training is writing there");
    }
  }

  @Test
  void saysWhereThereIsNoModel() {
    assertThatThrownBy(() -> Checkpoints.find(output))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("holds neither config.json nor a sound checkpoint");
  }
}
