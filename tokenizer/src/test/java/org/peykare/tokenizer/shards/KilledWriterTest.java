package org.peykare.tokenizer.shards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peykare.formats.shards.DatasetCard;
import org.peykare.tokenizer.GoldenFiles;
import org.peykare.tokenizer.json.TokenizerJson;
import org.peykare.tokenizer.pipeline.Pipeline;
import org.peykare.tokenizer.text.DocumentSorter;
import org.peykare.tokenizer.text.SnapshotDocument;

/// A process that is killed while it writes a data set leaves nothing half, and the next one goes
/// on where it stopped.
class KilledWriterTest {
  private static final int DOCUMENTS = 4_000;
  private static final long CHECKPOINT_TOKENS = 2_000;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir Path dir;

  /// The process that is killed: writes half of the documents, then waits for its end.
  static final class Victim {
    public static void main(String[] arguments) throws Exception {
      DataSetSpec spec = spec(Path.of(arguments[0]), Path.of(arguments[1]));
      Pipeline tokenizer = TokenizerJson.parse(spec.tokenizerJson());
      int most = Integer.parseInt(arguments[2]);
      try (DataSetWriter writer = new DataSetWriter(spec, tokenizer, CHECKPOINT_TOKENS)) {
        DocumentSorter sorter = new DocumentSorter(writer.scratch());
        documents().stream().filter(writer::isNew).forEach(sorter::add);
        if (most > 0) {
          sorter.seal();
          writer.share();
          documents().stream().limit(most).forEach(writer::add);
        }
        Files.createFile(Path.of(arguments[3]));
        Thread.sleep(PATIENCE);
      }
    }
  }

  private static DataSetSpec spec(Path tokenizer, Path target) throws IOException {
    return GoldenFiles.spec(tokenizer, target);
  }

  private static List<SnapshotDocument> documents() {
    Random random = new Random(3);
    List<SnapshotDocument> documents = new ArrayList<>();
    for (int i = 0; i < DOCUMENTS; i++) {
      String id = "%032x".formatted(i);
      // Enough text that batches leave the queue before the last document is added.
      documents.add(
          new SnapshotDocument(
              id, "سلام دنیا %d ".formatted(random.nextInt()).repeat(300), "fa", id));
    }
    return documents;
  }

  @Test
  void aKillInTheMiddleLosesNothingAndLeavesNothingHalf() throws Exception {
    Path tokenizer = GoldenFiles.tokenizer();
    Path undisturbed = dir.resolve("undisturbed");
    DatasetCard expected = GoldenFiles.write(spec(tokenizer, undisturbed), documents());
    // Killed before, and after, there was something worth keeping.
    for (int most : new int[] {0, DOCUMENTS}) {
      Path target = dir.resolve("killed-" + most);
      kill(tokenizer, target, most);
      assertThat(target).doesNotExist();

      DataSetSpec spec = spec(tokenizer, target);
      Pipeline pipeline = TokenizerJson.parse(spec.tokenizerJson());
      try (DataSetWriter writer = new DataSetWriter(spec, pipeline)) {
        assertThat(writer.isShared()).isEqualTo(most > 0);
        if (most > 0) {
          assertThat(writer.done()).isBetween(1L, (long) DOCUMENTS);
        } else {
          DocumentSorter sorter = new DocumentSorter(writer.scratch());
          documents().forEach(sorter::add);
          sorter.seal();
          writer.share();
        }
        List<SnapshotDocument> sorted = new ArrayList<>();
        DocumentSorter.sealed(writer.scratch()).forEach(sorted::add);
        sorted.stream().skip(writer.done()).forEach(writer::add);
        assertThat(writer.finish()).usingRecursiveComparison().isEqualTo(expected);
      }
      assertSameFiles(undisturbed, target);
    }
    assertThat(dir.toFile().list()).noneMatch(name -> name.startsWith("."));
  }

  private void kill(Path tokenizer, Path target, int most) throws Exception {
    Path ready = dir.resolve("ready-" + most);
    Process victim =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName(),
                tokenizer.toString(),
                target.toString(),
                Integer.toString(most),
                ready.toString())
            .redirectErrorStream(true)
            .redirectOutput(dir.resolve("victim.log").toFile())
            .start();
    try {
      long until = System.nanoTime() + PATIENCE.toNanos();
      while (!Files.exists(ready) && victim.isAlive() && System.nanoTime() < until) {
        Thread.sleep(20);
      }
      assertThat(ready).as(Files.readString(dir.resolve("victim.log"))).exists();
    } finally {
      victim.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
    }
  }

  private static void assertSameFiles(Path expected, Path actual) throws IOException {
    try (var files = Files.walk(expected)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(actual.resolve(expected.relativize(file))).hasSameBinaryContentAs(file);
      }
    }
    try (var files = Files.walk(actual)) {
      assertThat(files.filter(Files::isRegularFile).map(actual::relativize))
          .allMatch(file -> Files.exists(expected.resolve(file)));
    }
  }
}
