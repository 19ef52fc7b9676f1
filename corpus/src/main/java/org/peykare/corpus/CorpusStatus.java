package org.peykare.corpus;

import java.util.Map;
import java.util.TreeMap;

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
public record CorpusStatus(
    String state,
    long read,
    long kept,
    Map<String, Long> dropped,
    long revisits,
    long repeated,
    long superseded,
    long pending,
    long documents) {
  public CorpusStatus {
    dropped = new TreeMap<>(dropped);
  }
}
