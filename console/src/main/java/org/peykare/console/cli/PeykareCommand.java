package org.peykare.console.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `peykare`: holds the commands and turns exceptions into messages and exit codes.
@Command(
    name = "peykare",
    description = "From seed sites to a language model of your own language, in one system.",
    mixinStandardHelpOptions = true,
    version = "peykare 0.1.0",
    subcommands = {
      DemoCommand.class,
      UpCommand.class,
      ServeCommand.class,
      HealthCommand.class,
      SeedsCommand.class,
      CrawlCommand.class,
      ReplayCommand.class,
      ImportCommand.class,
      CorpusCommand.class,
      TokenizerCommand.class,
      TokenizeCommand.class,
      TrainCommand.class,
      RunsCommand.class,
      FillCommand.class,
      PlanCommand.class,
      DoctorCommand.class
    })
public final class PeykareCommand {
  private static final int FAILURE = 1;
  private static final int BAD_INPUT = 2;

  /// Runs the command line `args` and returns the exit code.
  public static int run(String... args) {
    // UTF-8 whatever the locale says: the texts are Persian as often as not.
    System.setOut(
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
    System.setErr(
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
    return commandLine().execute(args);
  }

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new PeykareCommand());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler((problem, args) -> {
      CommandLine at = problem.getCommandLine();
      at.getErr().println("peykare: " + problem.getMessage());
      at.getErr().println("Try: " + at.getCommandSpec().qualifiedName() + " --help");
      return BAD_INPUT;
    });
    line.setExecutionExceptionHandler((problem, at, parsed) -> {
      at.getErr().println("peykare: " + message(problem));
      if (System.getenv("PEYKARE_TRACE") != null) {
        problem.printStackTrace(at.getErr());
      }
      return problem instanceof IllegalArgumentException ? BAD_INPUT : FAILURE;
    });
    return line;
  }

  /// The message, with the cause where it adds something.
  private static String message(Throwable problem) {
    String own = problem.getMessage() == null ? problem.toString() : problem.getMessage();
    Throwable cause = problem.getCause();
    return cause == null || cause.getMessage() == null || own.contains(cause.getMessage())
        ? own
        : own + ": " + cause.getMessage();
  }
}
