package org.peykare.console.cli;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.peykare.console.platform.Platform;
import org.peykare.corpus.Corpus;
import org.peykare.corpus.store.SnapshotDiff;
import org.peykare.corpus.store.SnapshotDiff.Change;
import org.peykare.corpus.store.SnapshotDiff.Changes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `peykare corpus diff`: what changed between two snapshots.
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description = "Says what changed between two snapshots, by language and host.")
final class CorpusDiffCommand implements Callable<Integer> {
  @Mixin private DirOption dir = new DirOption();

  @Parameters(index = "0", paramLabel = "A", description = "The earlier one: a tag, an id, latest.")
  private String from = "";

  @Parameters(index = "1", paramLabel = "B", description = "The later one.")
  private String to = "";

  @Option(names = "--list", description = "Print every changed document, not the numbers.")
  private boolean list;

  @Option(names = "--json", description = "Print JSON; with --list one object a line.")
  private boolean json;

  @Override
  public Integer call() {
    try (Corpus corpus = Platform.committedCorpus(dir.layout(), dir.settings())) {
      if (list) {
        corpus.diff(from, to, this::print);
      } else {
        print(corpus.diff(from, to));
      }
      return 0;
    }
  }

  private void print(Change change) {
    String kind = change.kind().name().toLowerCase(Locale.ROOT);
    if (json) {
      new Json()
          .with("kind", kind)
          .with("id", change.id())
          .with("url", change.url())
          .with("host", change.host())
          .with("lang", change.lang())
          .print();
    } else {
      System.out.printf("%-7s  %s (%s)%n", kind, change.url(), change.lang());
    }
  }

  private void print(SnapshotDiff diff) {
    if (json) {
      new Json()
          .with("from", Long.toString(diff.from().id()))
          .with("to", Long.toString(diff.to().id()))
          .with("total", diff.total())
          .with("by_language", diff.byLanguage())
          .with("by_host", diff.byHost())
          .print();
      return;
    }
    System.out.printf("%,d → %,d documents%n", diff.from().documents(), diff.to().documents());
    System.out.printf("%-40s %10s %10s %10s%n", "", "added", "removed", "changed");
    print("all", diff.total());
    printAll(diff.byLanguage());
    printAll(diff.byHost());
  }

  private static void printAll(Map<String, Changes> changes) {
    System.out.println();
    changes.forEach(CorpusDiffCommand::print);
  }

  private static void print(String name, Changes changes) {
    System.out.printf(
        "%-40s %,10d %,10d %,10d%n", name, changes.added(), changes.removed(), changes.changed());
  }
}
