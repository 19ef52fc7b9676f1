/// Exact and near-duplicates. `MinHash` makes a [Signature] of a text; two texts that share one key
/// of their signatures are duplicates. The first decided survives, across all snapshots.
///
/// On the stream a page version sends a [Claim] to every partition that owns one of its keys;
/// [KeySlots] sends an [Answer] to the [Decider], which sends a [Decision] home. The protocol and
/// its limits: `docs/decisions/0002-near-duplicates-in-the-stream.md`.
@NullMarked
package org.peykare.corpus.dedup;

import org.jspecify.annotations.NullMarked;
