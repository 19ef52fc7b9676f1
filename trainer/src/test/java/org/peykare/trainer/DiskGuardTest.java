package org.peykare.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.peykare.trainer.loop.Progress;

class DiskGuardTest {
  private static final Path OUTPUT = Path.of("models/a");
  private static final long MEGABYTE = 1 << 20;

  @Test
  void waitsUntilTheCheckpointFitsAndSaysSo() {
    Iterator<Long> free = List.of(10 * MEGABYTE, 127 * MEGABYTE, 128 * MEGABYTE).iterator();
    DiskGuard guard = new DiskGuard(OUTPUT, 100 * MEGABYTE, _ -> free.next());
    List<Progress> said = new ArrayList<>();

    guard.await(7, MEGABYTE, said::add, () -> false);

    assertThat(said)
        .containsExactly(
            new Progress.WaitingForSpace(7, 128 * MEGABYTE, 10 * MEGABYTE),
            new Progress.WaitingForSpace(7, 128 * MEGABYTE, 127 * MEGABYTE));
  }

  @Test
  void givesUpWhenStopped() {
    DiskGuard guard = new DiskGuard(OUTPUT, 0, _ -> MEGABYTE);

    assertThatThrownBy(() -> guard.await(7, MEGABYTE, _ -> {}, () -> true))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("1 MB are free, 28 MB must be; the one before is untouched");
  }
}
