package org.peykare.console.cli;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.peykare.console.platform.DirectoryLock;
import org.peykare.console.settings.Settings;
import org.peykare.trainer.Device;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `peykare doctor`: checks the machine and says what to do.
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Checks JDK, memory, disk, settings, native library and GPU; says what to do.")
final class DoctorCommand implements Callable<Integer> {
  private static final long GIGABYTE = 1L << 30;
  private static final int LEAST_JDK = 25;
  private static final long LEAST_DISK_GB = 5;
  private static final long LEAST_HEAP_GB = 2;

  @Mixin private DirOption dir = new DirOption();

  private boolean healthy = true;

  @Override
  public Integer call() throws IOException {
    int jdk = Runtime.version().feature();
    say(jdk >= LEAST_JDK, "JDK " + Runtime.version(), "install a JDK 25");
    long heap = Runtime.getRuntime().maxMemory() / GIGABYTE;
    say(
        heap >= LEAST_HEAP_GB,
        "heap up to %d GB, %d processors"
            .formatted(heap, Runtime.getRuntime().availableProcessors()),
        "give the machine at least 8 GB, or set PEYKARE_JAVA_OPTS=-Xmx2g");
    FileStore store = Files.getFileStore(existing(dir.path()));
    long free = store.getUsableSpace() / GIGABYTE;
    say(
        free >= LEAST_DISK_GB,
        "%d GB free for %s".formatted(free, dir.path()),
        "free at least %d GB or choose another --dir".formatted(LEAST_DISK_GB));
    check("working directory and settings", "mend what the message names", this::directory);
    if (Files.isDirectory(dir.path())) {
      directoryChecks();
    }
    check(
        "native PyTorch",
        "remove the folder of unpacked libraries and try again",
        Device::describe);
    return healthy ? 0 : 1;
  }

  private void directoryChecks() {
    DirectoryChecks checks;
    try {
      checks = new DirectoryChecks(dir.layout(), dir.settings());
    } catch (IllegalArgumentException said) {
      return; // The settings were reported above.
    }
    check("disk", "free space, or lower the setting", checks::disk);
    check("Kafka data", "do what the message says", checks::broker);
    check(
        "snapshots",
        "move catalog.db aside or restore it from a backup; warehouse/ holds the data",
        checks::snapshots);
    check("search index", "remove the folder index/; it is built anew", checks::index);
    check("state of the streams", "remove the folder state/; it is made anew", checks::state);
  }

  private String directory() {
    Settings settings = dir.settings();
    String inUse =
        DirectoryLock.holder(dir.path()).map(holder -> ", in use by " + holder.text()).orElse("");
    return settings
        .bootstrapServers()
        .map(servers -> "Kafka at " + servers)
        .orElse("Kafka inside the process")
        .concat(inUse);
  }

  private interface Check {
    String run();
  }

  private void check(String name, String remedy, Check check) {
    try {
      say(true, name + ": " + check.run(), "");
    } catch (RuntimeException | LinkageError e) {
      say(false, name + ": " + e.getMessage(), remedy);
    }
  }

  private void say(boolean good, String text, String remedy) {
    System.out.println(
        (good ? "ok    " : "WRONG ") + text + (good ? "" : "\n      remedy: " + remedy));
    healthy &= good;
  }

  private static Path existing(Path path) {
    Path at = path;
    while (!Files.exists(at) && at.getParent() != null) {
      at = at.getParent();
    }
    return at;
  }
}
