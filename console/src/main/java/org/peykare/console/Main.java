package org.peykare.console;

import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.peykare.console.cli.PeykareCommand;

/// The program. Exit code 0 is success, 1 a failure, 2 bad input.
public final class Main {
  private Main() {}

  /// Runs the command line `args`.
  public static void main(String[] args) {
    // Numbers in files, protocols and output are the same everywhere; texts carry their own
    // language.
    Locale.setDefault(Locale.ROOT);
    // Lucene alone logs through java.util.logging; all else is set in simplelogger.properties.
    Logger.getLogger("").setLevel(Level.SEVERE);
    System.exit(PeykareCommand.run(args));
  }
}
