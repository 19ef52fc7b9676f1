package org.peykare.console.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.peykare.console.platform.Operations;
import org.peykare.console.platform.Platform;
import org.peykare.console.platform.UrlStory;
import org.peykare.corpus.Corpus;
import org.peykare.corpus.dedup.DedupBatch;
import org.peykare.corpus.dedup.MinHashConfig;
import org.peykare.corpus.extract.ExtractBatch;
import org.peykare.corpus.extract.PageLimits;
import org.peykare.corpus.index.SearchHit;
import org.peykare.corpus.store.Snapshot;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `peykare corpus`: snapshots, verdicts, search, extraction.
@Command(
    name = "corpus",
    subcommands = {
      CorpusDiffCommand.class,
      CorpusMaintainCommand.class,
      CorpusQualityCommand.class,
      CorpusStatsCommand.class,
      CorpusTryCommand.class
    },
    mixinStandardHelpOptions = true,
    description = "Works with the corpus: snapshots, verdicts, search, extraction.")
final class CorpusCommand {
  private static final String NAME = "peykare corpus";

  @Command(
      name = "extract",
      mixinStandardHelpOptions = true,
      description = {
        "Extracts the main text of an HTML page, or of many.",
        "With --jsonl: {id, path or html, url?} a line in, {id, text, title, lang} a line out."
      })
  int extract(
      @Parameters(
              arity = "0..1",
              paramLabel = "FILE",
              description = "An HTML file, - for standard input.")
          @Nullable Path file,
      @Option(
              names = "--jsonl",
              arity = "2",
              paramLabel = "IN OUT",
              description = "Many pages, as JSON lines.")
          @Nullable List<Path> jsonl,
      @Option(names = "--url", paramLabel = "URL", description = "Address of the page.")
          @Nullable String url)
      throws IOException {
    if (jsonl != null) {
      ExtractBatch.Summary summary =
          new ExtractBatch(PageLimits.defaults())
              .run(Checks.file("the pages", jsonl.get(0)), jsonl.get(1));
      System.err.printf(
          "Extracted %,d pages, %,d without main text%n", summary.pages(), summary.empty());
      return 0;
    }
    if (file == null) {
      throw new IllegalArgumentException(
          "Name an HTML file, - for standard input, or --jsonl IN OUT");
    }
    byte[] html =
        file.toString().equals("-")
            ? System.in.readAllBytes()
            : Files.readAllBytes(Checks.file("the page", file));
    ExtractBatch.Result result =
        new ExtractBatch(PageLimits.defaults()).extract(file.toString(), html, null, url);
    System.out.println(result.text());
    return 0;
  }

  @Command(
      name = "dedup",
      mixinStandardHelpOptions = true,
      description =
          "Finds exact and near-duplicates among texts; the first of each cluster is kept.")
  int dedup(
      @Option(
              names = "--jsonl",
              arity = "2",
              required = true,
              paramLabel = "IN OUT",
              description = "{id, text} a line in, {id, kept, duplicate_of} a line out.")
          List<Path> jsonl)
      throws IOException {
    DedupBatch.Summary summary =
        new DedupBatch(MinHashConfig.defaults())
            .run(Checks.file("the texts", jsonl.get(0)), jsonl.get(1));
    System.err.printf("Kept %,d of %,d texts%n", summary.kept(), summary.texts());
    return 0;
  }

  @Command(
      name = "snapshot",
      mixinStandardHelpOptions = true,
      description = "Commits the documents gathered so far and tags the snapshot.")
  int snapshot(
      @Mixin DirOption dir,
      @Option(names = "--tag", required = true, paramLabel = "NAME", description = "The tag.")
          String tag,
      @Option(names = "--json", description = "Print it as JSON.") boolean json) {
    try (Operations operations = dir.operations(NAME)) {
      print(operations.makeSnapshot(tag), json);
      return 0;
    }
  }

  @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the snapshots.")
  int list(
      @Mixin DirOption dir,
      @Option(names = "--json", description = "One JSON object a line.") boolean json) {
    try (Corpus corpus = Platform.committedCorpus(dir.layout(), dir.settings())) {
      List<Snapshot> snapshots = corpus.snapshots();
      snapshots.forEach(snapshot -> print(snapshot, json));
      if (snapshots.isEmpty() && !json) {
        System.out.println("No snapshots yet. Make one: peykare corpus snapshot --tag NAME");
      }
      return 0;
    }
  }

  @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows one snapshot.")
  int show(
      @Mixin DirOption dir,
      @Parameters(paramLabel = "S", description = "A tag, an id, or latest.") String name,
      @Option(names = "--json", description = "Print it as JSON.") boolean json) {
    try (Corpus corpus = Platform.committedCorpus(dir.layout(), dir.settings())) {
      print(corpus.show(name), json);
      return 0;
    }
  }

  @Command(name = "tag", mixinStandardHelpOptions = true, description = "Tags a snapshot.")
  int tag(
      @Mixin DirOption dir,
      @Parameters(paramLabel = "S", description = "A tag, an id, or latest.") String name,
      @Parameters(paramLabel = "TAG", description = "The new tag.") String tag,
      @Option(names = "--json", description = "Print it as JSON.") boolean json) {
    try (Corpus corpus = Platform.committedCorpus(dir.layout(), dir.settings())) {
      print(corpus.tag(name, tag), json);
      return 0;
    }
  }

  @Command(
      name = "search",
      mixinStandardHelpOptions = true,
      description = "Searches the documents of the newest snapshot.")
  int search(
      @Mixin DirOption dir,
      @Parameters(
              arity = "1..*",
              paramLabel = "WORDS",
              description = "Words; quotes make a phrase.")
          List<String> words,
      @Option(names = "--lang", paramLabel = "L", description = "Only this language.")
          @Nullable String lang,
      @Option(
              names = "--limit",
              paramLabel = "N",
              defaultValue = "10",
              description = "Hits (default: ${DEFAULT-VALUE}).")
          int limit,
      @Option(names = "--json", description = "One JSON object a line.") boolean json) {
    Checks.between("--limit", limit, 1, 1_000);
    try (Corpus corpus = Platform.committedCorpus(dir.layout(), dir.settings())) {
      List<SearchHit> hits = corpus.search(String.join(" ", words), lang, limit);
      for (SearchHit hit : hits) {
        if (json) {
          new Json()
              .with("url", hit.url())
              .with("title", hit.title())
              .with("lang", hit.lang())
              .with("score", hit.score())
              .with("snippet", hit.snippet())
              .print();
        } else {
          System.out.printf(
              "%s%n  %s (%s, %.2f)%n  %s%n",
              hit.title(), hit.url(), hit.lang(), hit.score(), plain(hit.snippet()));
        }
      }
      if (hits.isEmpty() && !json) {
        System.out.println("Nothing found.");
      }
      return 0;
    }
  }

  @Command(
      name = "why",
      mixinStandardHelpOptions = true,
      description = {
        "Tells the story of a page: how it was found and fetched, what each stage made of its text,",
        "and its verdict."
      })
  int why(
      @Mixin DirOption dir,
      @Parameters(paramLabel = "URL", description = "The page.") String url,
      @Option(
              names = "--archive",
              paramLabel = "FILE.warc.gz",
              description = "Follow the page of this archive through every stage, with its text.")
          @Nullable Path archive,
      @Option(names = "--json", description = "Print the verdict alone, as JSON.") boolean json) {
    if (archive != null) {
      PageStoryLines.print(
          Platform.pageConfig(dir.settings()), Checks.file("the archive", archive), url);
      return 0;
    }
    try (Operations operations = dir.operations(NAME)) {
      if (json) {
        VerdictLines.json(operations.why(url).orElseThrow(() -> unknown(url))).print();
        return 0;
      }
      UrlStory story = operations.story(url);
      if (story.verdict() == null && story.attempts().isEmpty() && story.found().isEmpty()) {
        throw unknown(url);
      }
      PageStoryLines.print(story);
      return 0;
    }
  }

  private static IllegalArgumentException unknown(String url) {
    return new IllegalArgumentException(
        "There is no verdict on %s: no page of that address was stored; it was never found, or every attempt failed or was refused"
            .formatted(url));
  }

  @Command(
      name = "verdicts",
      mixinStandardHelpOptions = true,
      description = "Prints the latest verdict on every page.")
  int verdicts(
      @Mixin DirOption dir,
      @Option(names = "--json", description = "One JSON object a line.") boolean json) {
    try (Operations operations = dir.operations(NAME)) {
      operations.verdicts(verdict ->
          System.out.println(json ? VerdictLines.json(verdict) : VerdictLines.sentence(verdict)));
      return 0;
    }
  }

  @Command(
      name = "export",
      mixinStandardHelpOptions = true,
      description = "Prints the documents of a snapshot.")
  int export(
      @Mixin DirOption dir,
      @Option(
              names = "--snapshot",
              required = true,
              paramLabel = "S",
              description = "A tag, an id, or latest.")
          String name,
      @Option(
              names = "--json",
              description = "JSON lines {id, url, title, lang, text}; without it, the texts alone.")
          boolean json) {
    try (Corpus corpus = Platform.committedCorpus(dir.layout(), dir.settings())) {
      corpus.export(
          name,
          document -> {
            if (json) {
              new Json()
                  .with("id", document.id())
                  .with("url", document.url())
                  .with("title", document.title())
                  .with("lang", document.lang())
                  .with("text", document.text())
                  .print();
            } else {
              System.out.println(document.text());
              System.out.println();
            }
          });
      return 0;
    }
  }

  /// A snippet for a terminal: marks as brackets, one line, HTML escapes undone.
  private static String plain(String snippet) {
    return snippet
        .replace("<mark>", "[")
        .replace("</mark>", "]")
        .replaceAll("\\s+", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
  }

  private static void print(Snapshot snapshot, boolean json) {
    if (json) {
      new Json()
          .with("id", Long.toString(snapshot.id()))
          .with("committed", snapshot.committed().toString())
          .with("tags", snapshot.tags())
          .with("documents", snapshot.documents())
          .with("by_language", snapshot.byLanguage())
          .print();
    } else {
      System.out.printf(
          "%d  %s  %s  %,d documents %s%n",
          snapshot.id(),
          snapshot.committed(),
          String.join(",", snapshot.tags()),
          snapshot.documents(),
          snapshot.byLanguage());
    }
  }
}
