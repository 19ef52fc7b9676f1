package org.peykare.corpus;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/// A corpus worker in a process of its own, to be killed: `BOOTSTRAP DIR INSTANCE THREADS`.
final class CorpusProcess {
  private CorpusProcess() {}

  public static void main(String[] args) throws Exception {
    CorpusConfig config = CorpusConfig.defaults(args[0], Path.of(args[1]));
    Corpus corpus =
        Corpus.open(
            config.withStream(
                config.stream()
                    .withInstance(args[2])
                    .withThreads(Integer.parseInt(args[3]))
                    .withCommitInterval(Duration.ofMillis(200))),
            PlantedPages.PROCESSOR);
    corpus.start();
    new CountDownLatch(1).await();
  }

  static Process start(String bootstrapServers, Path dir, String instance, int threads)
      throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
            "-Xmx512m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            CorpusProcess.class.getName(),
            bootstrapServers,
            dir.toString(),
            instance,
            Integer.toString(threads))
        .inheritIO()
        .start();
  }
}
