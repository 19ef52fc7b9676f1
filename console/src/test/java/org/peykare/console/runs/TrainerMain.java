package org.peykare.console.runs;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.peykare.corpus.Corpus;

/// A trainer in a process of its own, to be killed. Arguments: instance, servers, directory.
final class TrainerMain {
  private TrainerMain() {}

  static Process start(RunsFixture fixture, String instance) throws IOException {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dai.djl.offline=true",
                "-cp",
                System.getProperty("java.class.path"),
                TrainerMain.class.getName(),
                instance,
                fixture.broker.bootstrapServers(),
                fixture.dir.toString()))
        .inheritIO()
        .start();
  }

  public static void main(String[] args) throws InterruptedException {
    Path dir = Path.of(args[2]);
    TrainerConfig config =
        TrainerConfig.defaults(args[1], args[0], dir, RunsFixture.VOCABULARY)
            .withKeepFreeBytes(0)
            .withTries(5, Duration.ofMillis(200));
    try (Corpus corpus = RunsFixture.corpus(args[1], dir);
        TrainerRole _ = TrainerRole.start(config, corpus)) {
      Thread.sleep(Duration.ofMinutes(10));
    }
  }
}
