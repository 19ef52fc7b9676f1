package org.peykare.console;

import org.peykare.console.cli.PeykareCommand;

/// The program. Exit code 0 is success, 1 a failure, 2 bad input.
public final class Main {
  private Main() {}

  /// Runs the command line `args`.
  public static void main(String[] args) {
    System.exit(PeykareCommand.run(args));
  }
}
