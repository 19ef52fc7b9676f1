package org.peykare.console.runs;

import java.util.Map;

/// What the exit code of a process that said nothing tells.
final class ExitCodes {
  /// Codes above this are signals.
  private static final int SIGNAL = 128;

  /// `-XX:+ExitOnOutOfMemoryError`.
  private static final int JAVA_HEAP = 3;

  private static final Map<Integer, String> SIGNALS =
      Map.of(
          4, "SIGILL, an instruction that this processor does not have",
          6, "SIGABRT, an error in native code",
          7, "SIGBUS, an error in native code or a full disk",
          8, "SIGFPE, an error in native code",
          9, "SIGKILL, often because the machine ran out of memory",
          11, "SIGSEGV, an error in native code",
          15, "SIGTERM");

  private ExitCodes() {}

  /// For example `was ended by SIGSEGV, an error in native code`.
  static String describe(int code) {
    if (code == JAVA_HEAP) {
      return "ran out of Java heap (raise its limit, or make the model or the batch smaller)";
    }
    if (code > SIGNAL) {
      int signal = code - SIGNAL;
      return "was ended by " + SIGNALS.getOrDefault(signal, "signal " + signal);
    }
    return "ended with code " + code;
  }
}
