package org.peykare.console.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class CommandLineTest {
  @TempDir Path dir;

  /// What a run printed to standard error, and its exit code.
  private record Run(int code, String err) {}

  static Stream<List<String>> everyCommand() {
    return names(PeykareCommand.commandLine(), List.of()).stream();
  }

  private static List<List<String>> names(CommandLine at, List<String> path) {
    List<List<String>> all = new ArrayList<>();
    all.add(path);
    at.getSubcommands()
        .forEach((name, sub) -> {
          List<String> longer = new ArrayList<>(path);
          longer.add(name);
          all.addAll(names(sub, longer));
        });
    return all;
  }

  @ParameterizedTest
  @MethodSource("everyCommand")
  void everyCommandExplainsItself(List<String> name) {
    StringWriter out = new StringWriter();
    CommandLine line = PeykareCommand.commandLine();
    line.setOut(new PrintWriter(out));
    String[] args = Stream.concat(name.stream(), Stream.of("--help")).toArray(String[]::new);
    assertThat(line.execute(args)).isZero();
    assertThat(out.toString())
        .contains(
            "Usage: "
                + String.join(" ", Stream.concat(Stream.of("peykare"), name.stream()).toList()));
  }

  @Test
  void badInputIsNamedWithItsRangeAndExitsWith2() throws IOException {
    assertBad("Unmatched argument", "colour");
    assertBad("Unknown option: '--colour'", "demo", "--colour");
    assertBad(
        "unknown setting colour",
        "train",
        "mlm",
        "--snapshot",
        "s",
        "--set",
        "colour=red",
        "--detach",
        "--dir",
        dir.resolve("d").toString());
    assertBad(
        "batch-size must be a number",
        "train",
        "mlm",
        "--on-new-snapshot",
        "1000",
        "--set",
        "batch-size=many",
        "--dir",
        dir.resolve("d").toString());
    assertBad(
        "(must be 1..10000000)", "demo", "--steps", "0", "--dir", dir.resolve("d").toString());
    assertBad("not a duration (such as 0, 250ms", "crawl", "--delay", "soon");
    assertBad("there is no such file", "replay", dir.resolve("none.warc").toString());
    assertBad(
        "there is no such file",
        "import",
        dir.resolve("none.warc").toString(),
        "--dir",
        dir.toString());
    assertBad("must be SUFFIX=IP:PORT", "crawl", "--resolve", "x", "--dir", dir.toString());
    assertBad("Cannot crawl without a contact", "crawl", "--dir", dir.toString());
    Files.writeString(dir.resolve("peykare.yaml"), "colour: blue\n");
    assertBad("unknown setting colour", "corpus", "list", "--dir", dir.toString());
  }

  @Test
  void trainingSettingsAreCheckedTogether() {
    Run run =
        run(
            "train",
            "mlm",
            "--dataset",
            dir.toString(),
            "--set",
            "colour=blue",
            "--set",
            "steps=many",
            "--set",
            "preset=huge");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .contains("unknown setting colour")
        .contains("steps must be a number, was \"many\"")
        .contains("preset: Unknown model preset: huge");
  }

  private void assertBad(String message, String... args) {
    Run run = run(args);
    assertThat(run.err()).as(String.join(" ", args)).contains(message);
    assertThat(run.code()).as(run.err()).isEqualTo(2);
  }

  private static Run run(String... args) {
    StringWriter err = new StringWriter();
    CommandLine line = PeykareCommand.commandLine();
    line.setErr(new PrintWriter(err, true));
    return new Run(line.execute(args), err.toString());
  }
}
