package org.peykare.console.platform;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.peykare.corpus.CorpusStatus;
import org.peykare.formats.status.RoleStatus;

/// What the statuses of the processes say together.
public final class Roles {
  private static final Duration SILENCE = Duration.ofSeconds(RoleStatus.SILENT_AFTER_SECONDS);
  private static final String CORPUS = "corpus";

  private Roles() {}

  /// Whether the process of this status runs, as far as its silence tells.
  public static boolean isAlive(RoleStatus status, Instant now) {
    return !status.state().equals("stopped") && !status.at().isBefore(now.minus(SILENCE));
  }

  /// The counts of the corpus workers together. Empty where no worker ever spoke.
  static Optional<CorpusStatus> corpus(List<RoleStatus> statuses, Instant now) {
    return statuses.stream().anyMatch(status -> status.role().equals(CORPUS))
        ? Optional.of(CorpusStatus.of(statuses, now))
        : Optional.empty();
  }
}
