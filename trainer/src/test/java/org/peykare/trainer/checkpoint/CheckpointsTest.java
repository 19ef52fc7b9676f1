package org.peykare.trainer.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
