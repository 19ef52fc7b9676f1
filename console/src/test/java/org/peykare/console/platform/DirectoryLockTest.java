package org.peykare.console.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryLockTest {
  @TempDir Path dir;

  @Test
  void aDirectoryIsHeldOnceAndTheHolderIsNamed() {
    try (DirectoryLock held = DirectoryLock.take(dir.resolve("new"), "peykare up")) {
      assertThatThrownBy(() -> DirectoryLock.take(dir.resolve("new"), "peykare crawl"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("process " + ProcessHandle.current().pid() + " (peykare up, since ")
          .hasMessageContaining(
              "is using it; wait for it to end, stop it, or choose another --dir");
    }
    DirectoryLock.take(dir.resolve("new"), "peykare up").close();
  }

  @Test
  void theFileSaysWhereTheHolderIsReachedAndOnlyItsOwnerCanReadIt() throws IOException {
    assertThat(DirectoryLock.holder(dir)).isEmpty();
    try (DirectoryLock held = DirectoryLock.take(dir, "peykare up")) {
      held.announce(holder ->
          holder.onKafka("127.0.0.1:2").withRest("http://127.0.0.1:1/", "secret-secret-secret"));
      Holder holder = DirectoryLock.holder(dir).orElseThrow();
      assertThat(holder.url()).isEqualTo("http://127.0.0.1:1/");
      assertThat(holder.kafka()).isEqualTo("127.0.0.1:2");
      assertThat(holder.toString()).doesNotContain("secret");
      Path file = dir.resolve(DirectoryLock.FILE);
      if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .isEqualTo("rw-------");
      }
    }
    assertThat(DirectoryLock.holder(dir)).isEmpty();
  }

  @Test
  void anotherProcessFindsTheHolderAndTakesTheDirectoryOnceTheHolderIsKilled() throws Exception {
    Process holder = process();
    try {
      assertThat(holder.inputReader().readLine()).isEqualTo("held");
      assertThat(DirectoryLock.holder(dir).orElseThrow().pid()).isEqualTo(holder.pid());
      assertThatThrownBy(() -> DirectoryLock.take(dir, "peykare crawl"))
          .hasMessageContaining("process " + holder.pid() + " (peykare test");
    } finally {
      holder.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
    }
    assertThat(DirectoryLock.holder(dir)).isEmpty();
    DirectoryLock.take(dir, "peykare up").close();
  }

  private Process process() throws IOException {
    return new ProcessBuilder(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                HolderMain.class.getName(),
                dir.toString()))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /// Holds a directory until it is killed.
  static final class HolderMain {
    private HolderMain() {}

    public static void main(String[] args) throws Exception {
      try (DirectoryLock held = DirectoryLock.take(Path.of(args[0]), "peykare test")) {
        System.out.println("held");
        System.in.read();
      }
    }
  }
}
