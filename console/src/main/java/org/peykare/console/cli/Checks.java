package org.peykare.console.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/// Checks of command line values, with messages that say the accepted range.
final class Checks {
  private Checks() {}

  static void port(String option, int port) {
    between(option, port, 0, 65_535);
  }

  static void between(String option, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "Invalid %s: %d (must be %d..%d)".formatted(option, value, least, most));
    }
  }

  static Path file(String what, Path file) {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "Cannot read %s %s: there is no such file".formatted(what, file));
    }
    return file;
  }
}
