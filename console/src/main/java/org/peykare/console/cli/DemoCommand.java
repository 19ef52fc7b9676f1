package org.peykare.console.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.peykare.console.demo.Demo;
import org.peykare.console.demo.DemoConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `peykare demo`: the whole road on one machine.
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "The whole road on one machine: crawl, corpus, tokenizer, pretraining, fill-in answers.",
      "Needs no network: it crawls a sample web of its own, or archived pages given with --web."
    })
final class DemoCommand implements Callable<Integer> {
  private static final Path DEFAULT_DIR = Path.of("peykare-demo");

  @Option(
      names = "--dir",
      paramLabel = "D",
      description =
          "Working directory, empty or missing (default: peykare-demo, or the first free peykare-demo-N).")
  private @Nullable Path dir;

  @Option(
      names = "--web",
      paramLabel = "FILE",
      description = "Crawl the pages of this WARC file instead of the sample web; may be repeated.")
  private List<Path> archives = List.of();

  @Option(
      names = "--delay",
      paramLabel = "T",
      converter = DurationConverter.class,
      defaultValue = "100ms",
      description =
          "Between a response and the next request to the same host (default: ${DEFAULT-VALUE}).")
  private Duration delay = Duration.ofMillis(100);

  @Option(
      names = "--languages",
      split = ",",
      paramLabel = "L",
      description = "Languages wanted (default: fa,en for the sample web, all for archives).")
  private @Nullable List<String> languages;

  @Option(
      names = "--vocab-size",
      paramLabel = "N",
      defaultValue = "4000",
      description = "Vocabulary of the tokenizer (default: ${DEFAULT-VALUE}).")
  private int vocabularySize;

  @Option(
      names = "--preset",
      paramLabel = "P",
      defaultValue = "tiny",
      description = "Size of the model (default: ${DEFAULT-VALUE}).")
  private String preset = "tiny";

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "700",
      description = "Training steps (default: ${DEFAULT-VALUE}).")
  private int steps;

  @Override
  public Integer call() throws InterruptedException {
    Checks.between("--steps", steps, 1, 10_000_000);
    Checks.between("--vocab-size", vocabularySize, 300, 1_000_000);
    List<String> wanted =
        languages != null ? languages : archives.isEmpty() ? List.of("fa", "en") : List.of();
    Path working = (dir == null ? firstFree() : dir).toAbsolutePath().normalize();
    DemoConfig config =
        new DemoConfig(working, archives, delay, wanted, vocabularySize, preset, steps, 0.1);
    return new Demo(config, System.out).run() ? 0 : 1;
  }

  private static Path firstFree() {
    Path free = DEFAULT_DIR;
    for (int i = 2; Files.exists(free); i++) {
      free = Path.of(DEFAULT_DIR + "-" + i);
    }
    return free;
  }
}
