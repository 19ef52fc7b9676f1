package org.peykare.corpus.store;

import java.io.IOException;
import java.nio.file.Path;
import org.peykare.corpus.Corpus;
import org.peykare.corpus.CorpusConfig;

/// Makes snapshots one after the other in a process of its own, to be killed: `BOOTSTRAP DIR`.
/// Prints a line for each.
final class SnapshotProcess {
  private SnapshotProcess() {}

  public static void main(String[] args) {
    Corpus corpus = Corpus.open(CorpusConfig.defaults(args[0], Path.of(args[1])));
    for (int i = 0; ; i++) {
      Snapshot made = i % 5 == 4 ? corpus.snapshot("tag-" + System.nanoTime()) : corpus.snapshot();
      System.out.println(made.id());
      if (i % 3 == 2) {
        corpus.maintain(java.time.Duration.ofSeconds(2));
      }
    }
  }

  static Process start(String bootstrapServers, Path dir) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
            "-Xmx512m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            SnapshotProcess.class.getName(),
            bootstrapServers,
            dir.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
