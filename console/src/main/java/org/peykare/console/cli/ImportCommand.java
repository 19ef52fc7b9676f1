package org.peykare.console.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.peykare.console.platform.DiskFloor;
import org.peykare.console.platform.Holder;
import org.peykare.console.platform.Operations;
import org.peykare.console.platform.Platform;
import org.peykare.console.rest.PlatformAccess;
import org.peykare.console.settings.Settings;
import org.peykare.corpus.Corpus;
import org.peykare.corpus.CorpusStatus;
import org.peykare.corpus.imports.ImportReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `peykare import`: existing archives into the pipeline.
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = "Takes the pages of WARC files into the corpus, as if they had been crawled.")
final class ImportCommand implements Callable<Integer> {
  private static final String NAME = "peykare import";
  private static final Duration PATIENCE = Duration.ofDays(1);
  private static final Duration STATUS = Duration.ofSeconds(3);

  @Mixin private DirOption dir = new DirOption();

  @Parameters(arity = "1..*", paramLabel = "FILE", description = ".warc or .warc.gz files.")
  private List<Path> files = List.of();

  /// Where a platform runs, or Kafka is outside, the pages go to its topics and the workers there
  /// judge them; else this process has the broker and the worker for as long as it takes.
  @Override
  public Integer call() throws InterruptedException {
    files.forEach(file -> Checks.file("the archive", file));
    Settings settings = dir.settings();
    new DiskFloor(dir.layout(), settings.diskFloorBytes()).require("import");
    Optional<String> running =
        PlatformAccess.running(dir.layout())
            .filter(holder -> holder.url() != null)
            .map(Holder::kafka);
    Optional<String> servers = running.or(settings::bootstrapServers);
    if (servers.isPresent()) {
      return into(servers.get(), settings);
    }
    try (Platform platform = Platform.open(dir.layout(), settings, NAME);
        Corpus corpus = platform.corpus()) {
      corpus.start();
      boolean damaged = imported(corpus);
      if (!corpus.awaitCaughtUp(PATIENCE)) {
        throw new IllegalStateException("The corpus did not catch up within " + PATIENCE);
      }
      CorpusReport.print(corpus.status());
      return damaged ? 1 : 0;
    }
  }

  private int into(String servers, Settings settings) throws InterruptedException {
    boolean damaged;
    try (Corpus corpus = Platform.corpus(servers, dir.layout(), settings)) {
      damaged = imported(corpus);
    }
    try (Operations operations = dir.operations(NAME)) {
      awaitJudged(operations);
      CorpusReport.print(operations.corpus());
    }
    return damaged ? 1 : 0;
  }

  /// What is sent is in the lag of a worker with its next status.
  private static void awaitJudged(Operations operations) throws InterruptedException {
    for (int seen = 0; seen < 2; ) {
      Thread.sleep(STATUS);
      CorpusStatus corpus = operations.corpus();
      if (!corpus.state().equals("running")) {
        System.err.printf(
            "The pages are stored; no corpus worker judges them now (%s)%n", corpus.state());
        return;
      }
      seen = corpus.lag() == 0 && corpus.pending() == 0 ? seen + 1 : 0;
    }
  }

  /// @return whether a file is damaged
  private boolean imported(Corpus corpus) {
    boolean damaged = false;
    for (Path file : files) {
      ImportReport report = corpus.importWarc(file);
      System.out.printf(
          "%s: %,d records, %,d pages sent, left out %s%n",
          file, report.records(), report.sent(), report.skipped());
      report
          .damage()
          .forEach(damage ->
              System.err.printf(
                  "peykare: damaged record in %s at byte %d: %s%n",
                  file, damage.offset(), damage.message()));
      damaged |= !report.damage().isEmpty();
    }
    return damaged;
  }
}
