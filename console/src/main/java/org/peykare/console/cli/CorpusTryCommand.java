package org.peykare.console.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.peykare.console.platform.Operations;
import org.peykare.console.platform.Platform;
import org.peykare.corpus.filter.FilterConfig;
import org.peykare.corpus.page.PageConfig;
import org.peykare.corpus.trial.FilterTrial;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `peykare corpus try`: what other filter settings would do to real pages.
@Command(
    name = "try",
    mixinStandardHelpOptions = true,
    description = {
      "Judges pages under the filter settings as they are and under others, and tells what changes:",
      "pages of archives, or a sample of those that the platform fetched. Nothing is stored;",
      "duplicates are not looked for."
    })
final class CorpusTryCommand implements Callable<Integer> {
  private static final String PREFIX = "filter.";

  @Mixin private DirOption dir = new DirOption();

  @Parameters(arity = "0..*", paramLabel = "FILE.warc.gz", description = "Archives of pages.")
  private List<Path> archives = List.of();

  @Option(
      names = "--set",
      required = true,
      paramLabel = "filter.NAME=VALUE",
      description = "A setting below corpus.filter, such as filter.fa.ended-lines=.1")
  private Map<String, String> changes = Map.of();

  @Option(
      names = "--pages",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Without archives: size of the sample (default: ${DEFAULT-VALUE}).")
  private int pages = 1_000;

  @Option(
      names = "--every",
      paramLabel = "N",
      defaultValue = "1",
      description = "Judge every N-th page of the archives only (default: ${DEFAULT-VALUE}).")
  private int every = 1;

  @Option(
      names = "--show",
      paramLabel = "N",
      defaultValue = "20",
      description = "Pages shown that would be judged differently (default: ${DEFAULT-VALUE}).")
  private int show = 20;

  @Option(names = "--json", description = "Print the report as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    Map<String, String> filter = new TreeMap<>();
    changes.forEach((key, value) -> filter.put(name(key), value));
    FilterTrial.Report report = archives.isEmpty() ? ofPlatform(filter) : ofArchives(filter);
    if (json) {
      new Json()
          .with("pages", report.pages())
          .with("before", report.before())
          .with("after", report.after())
          .with("changes", report.changes())
          .print();
    } else {
      print(report);
    }
    return 0;
  }

  private FilterTrial.Report ofPlatform(Map<String, String> filter) {
    Checks.between("--pages", pages, 1, 100_000);
    try (Operations operations = dir.operations("peykare corpus try")) {
      return operations.tryFilters(filter, pages);
    }
  }

  private FilterTrial.Report ofArchives(Map<String, String> filter) {
    archives.forEach(archive -> Checks.file("the archive", archive));
    PageConfig now = Platform.pageConfig(dir.settings());
    FilterConfig other = now.filter();
    for (Map.Entry<String, String> change : filter.entrySet()) {
      other = other.with(change.getKey(), change.getValue());
    }
    return FilterTrial.of(now, now.withFilter(other), every).run(archives);
  }

  private static String name(String key) {
    String name = key.startsWith("corpus.") ? key.substring("corpus.".length()) : key;
    if (!name.startsWith(PREFIX)) {
      throw new IllegalArgumentException(
          "Invalid --set %s: the name must begin with filter., for example filter.least-words=30"
              .formatted(key));
    }
    return name.substring(PREFIX.length());
  }

  private void print(FilterTrial.Report report) {
    System.out.printf("%,d pages%n%10s %10s%n", report.pages(), "now", "then");
    TreeSet<String> ends = new TreeSet<>(report.before().keySet());
    ends.addAll(report.after().keySet());
    for (String end : ends) {
      long before = report.before().getOrDefault(end, 0L);
      long after = report.after().getOrDefault(end, 0L);
      System.out.printf("%,10d %,10d  %s%s%n", before, after, end, before == after ? "" : "  *");
    }
    System.out.printf("%,d pages would end otherwise%n", report.changes().size());
    report.changes().stream()
        .limit(Math.max(0, show))
        .forEach(change ->
            System.out.printf("  %s: %s -> %s%n", change.url(), change.before(), change.after()));
  }
}
