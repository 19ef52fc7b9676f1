package org.peykare.console.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.peykare.console.platform.Platform;
import org.peykare.corpus.Corpus;
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
  private static final Duration PATIENCE = Duration.ofDays(1);

  @Mixin private DirOption dir = new DirOption();

  @Parameters(arity = "1..*", paramLabel = "FILE", description = ".warc or .warc.gz files.")
  private List<Path> files = List.of();

  @Override
  public Integer call() {
    files.forEach(file -> Checks.file("the archive", file));
    try (Platform platform = Platform.open(dir.layout(), dir.settings());
        Corpus corpus = platform.corpus()) {
      platform.floor().require("import");
      corpus.start();
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
      if (!corpus.awaitCaughtUp(PATIENCE)) {
        throw new IllegalStateException("The corpus did not catch up within " + PATIENCE);
      }
      CorpusReport.print(corpus.status());
      return damaged ? 1 : 0;
    }
  }
}
