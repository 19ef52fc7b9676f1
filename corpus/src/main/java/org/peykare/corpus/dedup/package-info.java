/// Exact and near-duplicates. `MinHash` makes a [Signature] of a text; two texts that share one key
/// of their signatures are duplicates. The first decided survives, across all snapshots.
@NullMarked
package org.peykare.corpus.dedup;

import org.jspecify.annotations.NullMarked;
