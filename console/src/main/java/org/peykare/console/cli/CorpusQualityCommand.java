package org.peykare.console.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.peykare.console.platform.Operations;
import org.peykare.corpus.quality.QualityReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `peykare corpus quality`: makes the models that tell head, middle and tail.
@Command(
    name = "quality",
    mixinStandardHelpOptions = true,
    description = {
      "Makes a quality model of each language of a snapshot: word trigrams. From then on each page",
      "is judged by how well its language's model predicts it: head, middle or tail, a third each",
      "of the documents held out. corpus.filter.quality-least says what is kept."
    })
final class CorpusQualityCommand implements Callable<Integer> {
  @Mixin private DirOption dir = new DirOption();

  @Option(
      names = "--snapshot",
      paramLabel = "S",
      defaultValue = "latest",
      description = "A tag, an id, or latest (default: ${DEFAULT-VALUE}).")
  private String snapshot = "latest";

  @Option(
      names = "--good",
      paramLabel = "HOST",
      description = "Learn only from the documents of this host; may be repeated.")
  private List<String> good = List.of();

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  @Override
  public Integer call() {
    try (Operations operations = dir.operations("peykare corpus quality")) {
      List<QualityReport> reports = operations.learnQuality(snapshot, good);
      reports.forEach(this::print);
      if (reports.isEmpty()) {
        throw new IllegalArgumentException(
            "Cannot make a quality model from snapshot %s%s: no language has enough text (must be 5,000 words and 20 documents held out); make a larger snapshot, or name other hosts"
                .formatted(snapshot, good.isEmpty() ? "" : " and the hosts " + good));
      }
      return 0;
    }
  }

  private void print(QualityReport report) {
    if (json) {
      new Json()
          .with("lang", report.lang())
          .with("words", report.words())
          .with("held_out", report.heldOut())
          .with("head_most", report.headMost())
          .with("middle_most", report.middleMost())
          .with("good_median", report.goodMedian())
          .with("other_median", report.otherMedian())
          .print();
    } else {
      System.out.printf(
          "%-4s learned from %,d words; on %,d others: head up to perplexity %,.0f, middle up to %,.0f%s%n",
          report.lang(),
          report.words(),
          report.heldOut(),
          report.headMost(),
          report.middleMost(),
          report.otherMedian() == 0
              ? ""
              : "; median %,.0f on the hosts learned from, %,.0f on others"
                  .formatted(report.goodMedian(), report.otherMedian()));
    }
  }
}
