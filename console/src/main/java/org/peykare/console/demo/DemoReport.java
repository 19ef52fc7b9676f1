package org.peykare.console.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.peykare.console.fill.Filler;
import org.peykare.console.platform.Layout;
import org.peykare.console.replay.RequestLog;
import org.peykare.corpus.CorpusStatus;
import org.peykare.crawler.CrawlStatus;
import org.peykare.formats.shards.DatasetCard;

/// What a demo prints at its end.
final class DemoReport {
  private final PrintStream out;
  private final Ledger ledger = new Ledger();
  private String politeness = "";

  DemoReport(PrintStream out) {
    this.out = out;
  }

  void crawl(
      CrawlStage.Result result,
      Demo.DemoWeb web,
      List<RequestLog.Request> requests,
      Duration delay) {
    CrawlStatus crawl = result.crawl();

    ledger.total("URLs tried", crawl.attempts());
    ledger.part("not requested: robots.txt or trap guard", crawl.refused());
    ledger.part("pages fetched", crawl.fetched());
    ledger.part("pages unchanged", crawl.notModified());
    ledger.part("no pages: robots.txt, sitemaps, feeds, other types", crawl.notStored());
    ledger.part("redirects", crawl.redirected());
    ledger.part("failed: 4xx, 5xx, no answer", crawl.failed());
    ledger.same(
        "requests in the web server's log",
        requests.size(),
        "requests counted by the crawler",
        crawl.attempts() - crawl.refused());

    CorpusStatus corpus = result.corpus();
    ledger.total("Pages read by the corpus", corpus.read());
    ledger.same(
        "pages read",
        corpus.read(),
        "pages fetched or unchanged",
        crawl.fetched() + crawl.notModified());
    corpus.dropped().forEach((reason, count) -> ledger.part("dropped " + reason, count));
    ledger.part(
        "unchanged, repeated or superseded",
        corpus.revisits() + corpus.repeated() + corpus.superseded());
    ledger.part("kept", corpus.kept());
    long dropped = corpus.dropped().values().stream().mapToLong(Long::longValue).sum();
    ledger.same(
        "pages read",
        corpus.read(),
        "the sum of its parts",
        dropped
            + corpus.kept()
            + corpus.revisits()
            + corpus.repeated()
            + corpus.superseded()
            + corpus.pending());
    ledger.same("pages with a verdict", result.verdicts().size(), "pages fetched", crawl.fetched());

    long disallowed = RobotsCheck.disallowedRequests(web.content(), requests);
    Optional<Double> gap = RequestLog.shortestGapMillis(requests);
    ledger.require(disallowed == 0, disallowed + " disallowed pages were fetched");
    ledger.require(
        gap.isEmpty() || gap.get() >= delay.toMillis(),
        "a host was asked again sooner than the delay of " + delay.toMillis() + " ms allows");
    politeness =
        "Politeness: shortest gap between two requests to one host %s ms, delay %d ms; disallowed pages fetched: %d%n"
            .formatted(
                gap.map(ms -> String.format(Locale.ROOT, "%.1f", ms)).orElse("-"),
                delay.toMillis(),
                disallowed);
    if (!web.archived().isEmpty()) {
      long seen = result.verdicts().stream().filter(web.archived()::contains).count();
      politeness +=
          "Archive: %,d pages (robots.txt, sitemaps and feeds among them), %,d with a verdict%n"
              .formatted(web.archived().size(), seen);
    }
    out.printf(
        "  idle after %d s; snapshot %s: %,d documents %s%n",
        result.took().toSeconds(),
        Demo.TAG,
        result.snapshot().documents(),
        result.snapshot().byLanguage());
    out.print("  " + politeness);
  }

  void answers(Question question, Filler filler) {
    List<Filler.Answer> ranked = filler.rank(question.text(), question.candidates());
    List<Filler.Answer> best = filler.words(question.text(), 5).getFirst();
    boolean right = ranked.getFirst().text().equals(question.right());
    out.println("  " + question.text());
    out.println(
        "    %s: %s"
            .formatted(
                right ? "right" : "wrong",
                ranked.stream()
                    .map(a -> String.format(Locale.ROOT, "%s %.5f", a.text(), a.probability()))
                    .collect(Collectors.joining(", "))));
    out.println(
        "    best words: "
            + best.stream()
                .map(a -> String.format(Locale.ROOT, "%s %.3f", a.text(), a.probability()))
                .collect(Collectors.joining(", ")));
  }

  void training(TrainStage.Result result, CrawlStage.Result crawl, BlankTest.Score blanks) {
    long documents = 0;
    long trainTokens = 0;
    long heldOutTokens = 0;
    long heldOutDocuments = 0;
    for (DatasetCard.Part part : result.dataset().parts()) {
      documents += part.train().keptDocuments() + part.validation().keptDocuments();
      heldOutDocuments += part.validation().keptDocuments();
      trainTokens += part.train().keptTokens();
      heldOutTokens += part.validation().keptTokens();
    }
    ledger.total("Documents in the snapshot", crawl.snapshot().documents());
    ledger.part("for training", documents - heldOutDocuments);
    ledger.part("held out, by duplicate cluster", heldOutDocuments);
    ledger.same(
        "documents in the snapshot",
        crawl.snapshot().documents(),
        "pages kept",
        crawl.corpus().kept());
    ledger.same(
        "documents in the snapshot",
        crawl.snapshot().documents(),
        "documents in the shards",
        documents);
    ledger.total("Tokens", trainTokens + heldOutTokens);
    ledger.part("for training", trainTokens);
    ledger.part("held out", heldOutTokens);
    out.println();
    out.print(ledger.text());
    out.println();
    out.print(politeness);
    var training = result.training();
    out.printf(
        "Held-out loss %.3f nats per masked token (before training %.3f); unigram entropy of the same tokens %.3f, cross-entropy under training counts %.3f%n",
        training.after().loss(),
        training.before().loss(),
        training.baseline().entropy(),
        training.baseline().crossEntropy());
    out.printf(
        "Blanks in held-out documents: %d of %d right (%.1f %%) against %d rivals of like frequency; chance %.1f %%%n",
        blanks.right(),
        blanks.blanks(),
        100 * blanks.accuracy(),
        BlankTest.RIVALS,
        100 * blanks.chance());
    out.printf(
        "Training: %,d parameters, %,d steps in %d s, %,.0f tokens/s; checkpoint %,d bytes%n",
        training.parameters(),
        training.step(),
        result.took().toSeconds(),
        training.tokensPerSecond(),
        size(training.checkpoint()));
  }

  void places(Layout layout, Path requests, Duration took) {
    out.println();
    out.println("Everything lies in " + layout.dir());
    out.println("  snapshot      warehouse/ (Iceberg, Parquet), tag demo; index/ (Lucene)");
    out.println("  tokenizer     " + layout.dir().relativize(layout.tokenizer(Demo.TAG)));
    out.println("  token shards  " + layout.dir().relativize(layout.dataset(Demo.TAG)));
    out.println("  model         " + layout.dir().relativize(layout.model(Demo.TAG)));
    out.println("  requests      " + layout.dir().relativize(requests));
    out.println("Go on with:");
    out.printf("  ./peykare fill '… [MASK] …' --model %s%n", layout.model(Demo.TAG));
    out.printf("  ./peykare corpus search --dir %s WORDS%n", layout.dir());
    out.printf("The demo took %d min %d s.%n", took.toMinutes(), took.toSecondsPart());
  }

  boolean reconciles() {
    return ledger.problems().isEmpty();
  }

  private static long size(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot measure " + folder, e);
    }
  }
}
