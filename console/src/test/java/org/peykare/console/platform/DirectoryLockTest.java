package org.peykare.console.platform;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryLockTest {
  @TempDir Path dir;

  @Test
  void aDirectoryIsHeldOnceAndTheHolderIsNamed() {
    try (DirectoryLock held = DirectoryLock.take(dir.resolve("new"))) {
      assertThatThrownBy(() -> DirectoryLock.take(dir.resolve("new")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("process " + ProcessHandle.current().pid() + " is using it");
    }
    DirectoryLock.take(dir.resolve("new")).close();
  }
}
