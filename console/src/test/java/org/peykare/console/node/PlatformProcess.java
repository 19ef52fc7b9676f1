package org.peykare.console.node;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.peykare.console.Main;

/// A `peykare` command as a process of its own, run from the classes of this build.
final class PlatformProcess implements AutoCloseable {
  private final Process process;
  private final Path output;

  private PlatformProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /// Starts `peykare args`; what it prints goes to a file in `logs`.
  static PlatformProcess start(Path logs, String... args) throws IOException {
    Files.createDirectories(logs);
    Path output = Files.createTempFile(logs, args[0] + "-", ".log");
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx700m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(Arrays.asList(args));
    return new PlatformProcess(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start(),
        output);
  }

  /// Runs `peykare args` to its end.
  static PlatformProcess run(Path logs, String... args) throws Exception {
    PlatformProcess command = start(logs, args);
    command.waitFor();
    return command;
  }

  /// Waits until the output holds `text`.
  PlatformProcess awaitOutput(String text) throws Exception {
    while (!output().contains(text)) {
      if (!process.isAlive()) {
        throw new AssertionError("The process ended without saying '" + text + "':\n" + output());
      }
      Thread.sleep(50);
    }
    return this;
  }

  /// Waits for the end; the exit code.
  int waitFor() throws InterruptedException {
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      throw new AssertionError("The process did not end");
    }
    return process.exitValue();
  }

  /// SIGTERM.
  PlatformProcess terminate() {
    process.destroy();
    return this;
  }

  /// SIGKILL.
  PlatformProcess kill() {
    process.destroyForcibly();
    return this;
  }

  String output() throws IOException {
    return Files.readString(output, StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws InterruptedException {
    if (process.isAlive()) {
      kill().waitFor();
    }
  }
}
