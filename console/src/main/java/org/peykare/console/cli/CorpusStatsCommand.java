package org.peykare.console.cli;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.peykare.console.platform.Operations;
import org.peykare.console.platform.Platform;
import org.peykare.corpus.Corpus;
import org.peykare.corpus.document.QualityBand;
import org.peykare.corpus.document.Verdict;
import org.peykare.corpus.store.Snapshot;
import org.peykare.corpus.store.VerdictCounts;
import org.peykare.formats.url.UrlNormalForm;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `peykare corpus stats`: what is kept and dropped, by reason, language and host.
@Command(
    name = "stats",
    mixinStandardHelpOptions = true,
    description = {
      "Counts pages by reason, quality, language and host: the latest verdict on each.",
      "With --snapshot: the documents of that snapshot, and the verdicts given until then."
    })
final class CorpusStatsCommand implements Callable<Integer> {
  /// Documents that were judged before there was a quality model.
  private static final String NOT_JUDGED = "without quality";

  @Mixin private DirOption dir = new DirOption();

  @Option(names = "--snapshot", paramLabel = "S", description = "A tag, an id, or latest.")
  private @Nullable String snapshot;

  @Option(names = "--json", description = "Print it as JSON.")
  private boolean json;

  /// Pages of one language or host.
  private record Pages(long kept, long dropped) {
    Pages plus(Pages more) {
      return new Pages(kept + more.kept, dropped + more.dropped);
    }

    @Override
    public String toString() {
      return "%,10d kept %,10d dropped".formatted(kept, dropped);
    }
  }

  /// Documents of one language or host.
  private record Documents(long documents, long words) {
    @Override
    public String toString() {
      return "%,10d documents %,12d words".formatted(documents, words);
    }
  }

  @Override
  public Integer call() {
    String name = snapshot;
    if (name == null) {
      pages();
    } else {
      documents(name);
    }
    return 0;
  }

  private void pages() {
    Map<String, Long> dropped = new TreeMap<>();
    Map<String, Long> qualities = new TreeMap<>();
    Map<String, Pages> languages = new TreeMap<>();
    Map<String, Pages> hosts = new TreeMap<>();
    long[] kept = {0};
    try (Operations operations = dir.operations("peykare corpus stats")) {
      operations.verdicts(verdict -> {
        Pages one =
            switch (verdict) {
              case Verdict.Keep keep -> {
                kept[0]++;
                qualities.merge(nameOf(keep.quality()), 1L, Long::sum);
                yield new Pages(1, 0);
              }
              case Verdict.Drop drop -> {
                dropped.merge(VerdictCounts.reason(drop), 1L, Long::sum);
                yield new Pages(0, 1);
              }
            };
        String lang = verdict.lang();
        languages.merge(lang == null ? "unknown" : lang, one, Pages::plus);
        hosts.merge(hostOf(verdict.url()), one, Pages::plus);
      });
    }
    print(new VerdictCounts(kept[0], dropped), qualities, languages, hosts);
  }

  private void documents(String name) {
    try (Corpus corpus = Platform.committedCorpus(dir.layout(), dir.settings())) {
      Snapshot shown = corpus.show(name);
      Map<String, Documents> languages = new TreeMap<>();
      shown
          .byLanguage()
          .forEach((lang, documents) ->
              languages.put(
                  lang, new Documents(documents, shown.wordsByLanguage().getOrDefault(lang, 0L))));
      Map<String, Documents> hosts = new TreeMap<>();
      corpus
          .hosts(name)
          .forEach(
              (host, counts) -> hosts.put(host, new Documents(counts.documents(), counts.words())));
      print(shown.verdicts(), corpus.qualities(name), languages, hosts);
    }
  }

  private void print(
      VerdictCounts verdicts,
      Map<String, Long> qualities,
      Map<String, ?> languages,
      Map<String, ?> hosts) {
    if (json) {
      new Json()
          .with("kept", verdicts.kept())
          .with("dropped", verdicts.dropped())
          .with("by_quality", qualities)
          .with("by_language", languages)
          .with("by_host", hosts)
          .print();
      return;
    }
    System.out.printf("%-40s %,10d%n", "kept", verdicts.kept());
    verdicts.dropped().forEach((reason, n) -> System.out.printf("%-40s %,10d%n", reason, n));
    System.out.println();
    qualities.forEach((quality, n) -> System.out.printf("%-40s %,10d%n", quality, n));
    System.out.println();
    languages.forEach(CorpusStatsCommand::line);
    System.out.println();
    hosts.forEach(CorpusStatsCommand::line);
  }

  private static void line(String name, Object figures) {
    System.out.printf("%-40s %s%n", name, figures);
  }

  private static String nameOf(@Nullable QualityBand quality) {
    return quality == null ? NOT_JUDGED : quality.name().toLowerCase(Locale.ROOT);
  }

  private static String hostOf(String url) {
    return UrlNormalForm.parse(url).map(UrlNormalForm::authority).orElse("unknown");
  }
}
