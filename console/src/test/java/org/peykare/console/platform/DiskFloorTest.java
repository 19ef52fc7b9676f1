package org.peykare.console.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskFloorTest {
  private static final long MIB = 1L << 20;

  @TempDir Path dir;

  @Test
  void saysWhatIsFreeAndGoesOnOnlyWhenThereIsATenthMore() {
    AtomicLong free = new AtomicLong(1_000 * MIB);
    DiskFloor floor = new DiskFloor(new Layout(dir), 1_000 * MIB, _ -> free.get());
    assertThat(floor.trouble()).isEmpty();
    free.set(999 * MIB);
    assertThat(floor.trouble().orElse(""))
        .isEqualTo(
            "only 999.0 MiB free on the disk of %s, and 1000.0 MiB must stay free (platform.disk-floor); free at least 101.0 MiB there"
                .formatted(dir));
    assertThatThrownBy(() -> floor.require("import"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Cannot import: only 999.0 MiB free");
    free.set(1_050 * MIB);
    assertThat(floor.trouble()).isPresent();
    free.set(1_100 * MIB);
    assertThat(floor.trouble()).isEmpty();
    floor.require("import");
  }

  @Test
  void aFolderOnADiskOfItsOwnCounts() throws IOException {
    Files.createDirectories(dir.resolve("kafka"));
    DiskFloor floor =
        new DiskFloor(new Layout(dir), 1, folder -> folder.endsWith("kafka") ? 0 : Long.MAX_VALUE);
    assertThat(floor.trouble().orElse("")).contains(dir.resolve("kafka").toString());
  }

  @Test
  void theRealDiskIsAskedAndAFloorOfNothingIsNone() {
    assertThat(new DiskFloor(new Layout(dir), 0).trouble()).isEmpty();
    assertThat(new DiskFloor(new Layout(dir), Long.MAX_VALUE / 2).trouble()).isPresent();
  }
}
