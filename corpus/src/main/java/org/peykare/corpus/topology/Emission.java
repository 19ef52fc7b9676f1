package org.peykare.corpus.topology;

import org.jspecify.annotations.Nullable;
import org.peykare.corpus.dedup.Claim;
import org.peykare.corpus.document.Verdict;

/// What the stages that hold pages send out; each kind goes to its own topic.
sealed interface Emission {
  /// A claim on keys, for the partition that owns them.
  record Claimed(int partition, Claim claim) implements Emission {}

  /// A verdict, for topic `verdicts`.
  record Judged(Verdict verdict) implements Emission {}

  /// A change of topic `documents`.
  ///
  /// @param id the document's id
  /// @param document the document as JSON; null takes it out of the corpus
  record Documented(String id, byte @Nullable [] document) implements Emission {}
}
