package org.peykare.corpus.page;

import org.peykare.corpus.dedup.Signature;
import org.peykare.corpus.document.Document;
import org.peykare.corpus.document.Verdict;

/// What a page comes to before duplicates are looked for.
public sealed interface PageOutcome {
  /// Good in itself; kept unless a duplicate of it is there already.
  record Candidate(Document document, Signature signature) implements PageOutcome {}

  /// Dropped, with the reason.
  record Dropped(Verdict.Drop drop) implements PageOutcome {}
}
