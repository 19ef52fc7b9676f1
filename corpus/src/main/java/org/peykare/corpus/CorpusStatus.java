package org.peykare.corpus;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.peykare.formats.status.RoleStatus;

/// Counts since the corpus began, over restarts. They reconcile at any moment: `read` = `kept` +
/// all of `dropped` + `revisits` + `repeated` + `superseded` + `pending`.
///
/// @param state of the stream: `not-started`, `starting`, `running`, `stopped` or `failed`
/// @param read records read from topic `pages`
/// @param kept page versions kept
/// @param dropped page versions dropped, by `stage/reason` (lower case)
/// @param revisits `revisit` records: the verdict stays as it was
/// @param repeated records of a page version that was there already
/// @param superseded page versions that arrived after a newer one
/// @param pending page versions whose duplicates are being looked for
/// @param documents documents in the corpus now
/// @param lag records of topic `pages` that are not read yet
public record CorpusStatus(
    String state,
    long read,
    long kept,
    Map<String, Long> dropped,
    long revisits,
    long repeated,
    long superseded,
    long pending,
    long documents,
    long lag) {
  public CorpusStatus {
    dropped = new TreeMap<>(dropped);
  }

  /// The corpus as all its processes together describe it, dead and stopped ones too; statuses of
  /// other roles are left out. Right also while partitions move from one process to another.
  ///
  /// @param now processes that were silent for [RoleStatus#SILENT_AFTER_SECONDS] then are dead
  public static CorpusStatus of(Collection<RoleStatus> statuses, Instant now) {
    return StatusCounts.of(statuses, now);
  }
}
