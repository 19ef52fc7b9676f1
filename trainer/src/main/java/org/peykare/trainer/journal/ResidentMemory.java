package org.peykare.trainer.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Memory of this process, native memory included; on Linux.
final class ResidentMemory {
  private static final Path STATM = Path.of("/proc/self/statm");
  private static final int PAGE = 4096;

  private ResidentMemory() {}

  /// Bytes in memory now; 0 where the system does not tell.
  static long bytes() {
    try {
      return Files.isReadable(STATM)
          ? PAGE * Long.parseLong(Files.readString(STATM).split(" ")[1])
          : 0;
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
  }
}
