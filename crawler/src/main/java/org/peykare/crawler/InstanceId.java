package org.peykare.crawler;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/// The name of a crawler that was given none: drawn at random once and kept beside its state, so
/// that two crawlers on one cluster do not take each other's place.
final class InstanceId {
  private static final String FILE = "instance-id";

  private InstanceId() {}

  static String in(Path stateDir) {
    Path file = stateDir.resolve(FILE);
    try {
      Files.createDirectories(stateDir);
      if (Files.exists(file)) {
        String kept = Files.readString(file).strip();
        if (!kept.isEmpty()) {
          return kept;
        }
      }
      String drawn = UUID.randomUUID().toString();
      Files.writeString(file, drawn + "\n");
      return drawn;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot keep the crawler's name in " + file, e);
    }
  }
}
