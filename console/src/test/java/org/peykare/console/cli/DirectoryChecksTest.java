package org.peykare.console.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peykare.console.platform.Layout;
import org.peykare.console.settings.Settings;

class DirectoryChecksTest {
  @TempDir Path dir;

  @Test
  void aSoundOrEmptyDirectoryIsFine() {
    DirectoryChecks checks = checks(Map.of());
    assertThat(checks.broker()).isEqualTo("none in this directory yet");
    assertThat(checks.snapshots()).isEqualTo("0 can be read");
    assertThat(checks.state()).contains("made anew");
    assertThat(checks(Map.of("PEYKARE_PLATFORM_DISK_FLOOR", "0")).disk()).contains("above");
  }

  @Test
  void damageIsNamedWithItsRemedy() throws IOException {
    Files.createDirectories(dir.resolve("kafka/pages-0"));
    assertThatThrownBy(() -> checks(Map.of()).broker())
        .hasMessageContaining("meta.properties is missing")
        .hasMessageContaining("restore the folder from a backup");
    Files.writeString(dir.resolve("catalog.db"), "this is no database, whatever its name says");
    assertThatThrownBy(() -> checks(Map.of()).snapshots()).hasMessageContaining("catalog");
    Files.createDirectories(dir.resolve("state/corpus.damaged-20260101-000000"));
    assertThat(checks(Map.of()).state())
        .contains("can be deleted")
        .contains("corpus.damaged-20260101-000000");
    assertThatThrownBy(() -> checks(Map.of("PEYKARE_PLATFORM_DISK_FLOOR", "1024TiB")).disk())
        .hasMessageContaining("must stay free (platform.disk-floor)");
  }

  private DirectoryChecks checks(Map<String, String> environment) {
    return new DirectoryChecks(new Layout(dir), Settings.read(dir, environment));
  }
}
