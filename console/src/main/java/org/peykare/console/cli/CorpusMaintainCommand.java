package org.peykare.console.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.peykare.console.platform.Platform;
import org.peykare.corpus.Corpus;
import org.peykare.corpus.store.Maintenance;
import org.peykare.corpus.store.SnapshotWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `peykare corpus maintain`: keeps the documents table small and quick to read.
@Command(
    name = "maintain",
    mixinStandardHelpOptions = true,
    description = {
      "Gives up old snapshots without a tag, makes large files of small ones, deletes files that",
      "no snapshot needs. Snapshots do the same now and then."
    })
final class CorpusMaintainCommand implements Callable<Integer> {
  @Mixin private DirOption dir = new DirOption();

  @Option(
      names = "--older-than",
      paramLabel = "D",
      converter = DurationConverter.class,
      description = "Age at which a snapshot without a tag goes, such as 6h (default: 24h).")
  private @Nullable Duration age;

  @Option(names = "--json", description = "Print it as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    try (Corpus corpus = Platform.committedCorpus(dir.layout(), dir.settings())) {
      Maintenance done = corpus.maintain(age == null ? SnapshotWriter.UNTAGGED_LIFE : age);
      if (json) {
        new Json()
            .with("expired", done.expired())
            .with("compacted", done.compacted())
            .with("swept", done.swept())
            .print();
      } else {
        System.out.printf(
            "Gave up %,d snapshots, compacted %,d files, deleted %,d files that nothing needed%n",
            done.expired(), done.compacted(), done.swept());
      }
      return 0;
    }
  }
}
