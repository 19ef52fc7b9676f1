package org.peykare.console.cli;

import org.peykare.corpus.CorpusStatus;

/// The counts of the corpus, for people.
final class CorpusReport {
  private CorpusReport() {}

  static void print(CorpusStatus status) {
    System.out.printf("Pages read            %,9d%n", status.read());
    System.out.printf("  kept                %,9d%n", status.kept());
    status
        .dropped()
        .forEach((reason, count) -> System.out.printf("  dropped %-30s %,9d%n", reason, count));
    System.out.printf("  unchanged (revisit) %,9d%n", status.revisits());
    System.out.printf("  repeated            %,9d%n", status.repeated());
    System.out.printf("  superseded          %,9d%n", status.superseded());
    System.out.printf("  pending             %,9d%n", status.pending());
  }
}
