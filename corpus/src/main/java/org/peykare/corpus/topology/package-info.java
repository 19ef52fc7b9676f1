/// The stream from `pages` to `documents` and `verdicts`, exactly once.
///
/// Doors: `CorpusTopology` is the whole stream on one screen, `CorpusStream` runs it. The protocol
/// that finds near-duplicates across partitions is described in
/// `docs/decisions/0002-near-duplicates-in-the-stream.md`; its processors live in room `dedup`.
@NullMarked
package org.peykare.corpus.topology;

import org.jspecify.annotations.NullMarked;
