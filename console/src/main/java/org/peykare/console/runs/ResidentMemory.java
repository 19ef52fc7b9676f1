package org.peykare.console.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Memory of another process.
final class ResidentMemory {
  private static final String FIELD = "VmRSS:";

  private ResidentMemory() {}

  /// Bytes of memory that the process `pid` holds, native memory included; 0 where the system does
  /// not say, as anywhere but on Linux.
  static long bytes(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
          .filter(line -> line.startsWith(FIELD))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
          .findFirst()
          .orElse(0);
    } catch (IOException gone) {
      return 0;
    }
  }
}
