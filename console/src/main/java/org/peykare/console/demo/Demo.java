package org.peykare.console.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.peykare.console.fill.Filler;
import org.peykare.console.platform.Layout;
import org.peykare.console.platform.Platform;
import org.peykare.console.replay.ArchivedWeb;
import org.peykare.console.replay.RequestLog;
import org.peykare.console.replay.WebContent;
import org.peykare.console.replay.WebServer;
import org.peykare.console.sampleweb.SampleWeb;
import org.peykare.console.settings.Settings;
import org.peykare.corpus.Corpus;

/// The whole road: a web on loopback, a polite crawl, a corpus snapshot, a tokenizer, a small
/// masked language model, and questions to it.
public final class Demo {
  /// Name of the demo's snapshot, tokenizer, data set and model.
  static final String TAG = "demo";

  private static final long SEED = 2026;

  private final DemoConfig config;
  private final PrintStream out;

  /// A demo that reports to `out`.
  public Demo(DemoConfig config, PrintStream out) {
    this.config = config;
    this.out = out;
  }

  /// Runs it; true where every count reconciles and the crawl was polite.
  ///
  /// @throws IllegalArgumentException when the working directory is not empty or an archive cannot
  ///   be read
  public boolean run() throws InterruptedException {
    requireEmpty(config.dir());
    long start = System.nanoTime();
    Layout layout = new Layout(config.dir());
    DemoWeb web = DemoWeb.of(config.archives(), out);
    writeSettings(layout);
    Settings settings = Settings.read(layout.dir(), Map.of());
    Path requests = layout.dir().resolve("requests.jsonl");

    CrawlStage.Result crawl;
    DemoReport report = new DemoReport(out);
    try (RequestLog log = RequestLog.toFile(requests);
        WebServer server = WebServer.start(web.content(), 0, log)) {
      banner(
          "1 Crawl: %s, delay %d ms per host"
              .formatted(web.description(), config.delay().toMillis()));
      try (Platform platform = Platform.open(layout, settings)) {
        crawl = CrawlStage.run(platform, config, web.seeds(), server.port(), out);
      }
    }
    report.crawl(crawl, web, RequestLog.read(requests), config.delay());
    banner("2 Tokenizer, shards, pretraining");
    TrainStage.Result training = TrainStage.run(layout, config, out);
    banner("3 Questions to the model");
    BlankTest.Score blanks = ask(layout, settings, training, report);
    banner("4 Report");
    report.training(training, crawl, blanks);
    report.places(layout, requests, Duration.ofNanos(System.nanoTime() - start));
    return report.reconciles();
  }

  private BlankTest.Score ask(
      Layout layout, Settings settings, TrainStage.Result training, DemoReport report) {
    List<String> train = new ArrayList<>();
    List<String> heldOut = new ArrayList<>();
    try (Corpus corpus = Platform.committedCorpus(layout, settings)) {
      corpus.export(
          TAG,
          document ->
              (training.heldOut().contains(document.id()) ? heldOut : train).add(document.text()));
    }
    try (Filler filler = Filler.open(training.training().checkpoint())) {
      for (Question question : Question.ALL) {
        report.answers(question, filler);
      }
      BlankTest test = new BlankTest(filler, train);
      return test.ask(test.blanks(heldOut, SEED));
    }
  }

  private void banner(String text) {
    out.println();
    out.println(text);
  }

  private void writeSettings(Layout layout) {
    try {
      Files.createDirectories(layout.dir());
      Files.writeString(
          layout.dir().resolve(Settings.FILE),
          """
          # Settings of this demo; see README.md.
          kafka:
            partitions: 4
          corpus:
            languages: [%s]
          """
              .formatted(String.join(", ", config.languages())));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write settings in " + layout.dir(), e);
    }
  }

  private static void requireEmpty(Path dir) {
    if (!Files.exists(dir)) {
      return;
    }
    try (Stream<Path> entries = Files.list(dir)) {
      if (entries.findAny().isPresent()) {
        throw new IllegalArgumentException(
            "Cannot run the demo in %s: the folder is not empty; remove it or choose another --dir"
                .formatted(dir));
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "Cannot run the demo in %s: it is no folder that can be read".formatted(dir), e);
    }
  }

  /// The web of a demo.
  ///
  /// @param archived archived URLs, where the web is made of archives
  record DemoWeb(WebContent content, List<String> seeds, Set<String> archived, String description) {
    static DemoWeb of(List<Path> archives, PrintStream out) {
      if (archives.isEmpty()) {
        SampleWeb sample = new SampleWeb();
        return new DemoWeb(
            sample,
            sample.seeds(),
            Set.of(),
            "the sample web of %d hosts".formatted(sample.seeds().size()));
      }
      ArchivedWeb web = ArchivedWeb.open(archives);
      web.problems().forEach(problem -> out.println("  " + problem));
      List<String> urls = web.urls();
      Set<String> archived = new HashSet<>(urls);
      List<String> seeds = new ArrayList<>();
      for (String host : web.hosts()) {
        String front = "http://" + host + "/";
        seeds.add(
            archived.contains(front)
                ? front
                : urls.stream().filter(url -> url.startsWith(front)).findFirst().orElseThrow());
      }
      return new DemoWeb(
          web,
          seeds,
          archived,
          "%,d archived pages of %d hosts".formatted(web.size(), seeds.size()));
    }
  }
}
