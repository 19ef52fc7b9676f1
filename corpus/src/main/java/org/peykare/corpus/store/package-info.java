/// Snapshots of the kept documents: an Iceberg table whose commits carry the Kafka offsets they
/// hold, so that nothing is lost or repeated.
///
/// Doors: `DocumentTable` reads snapshots and tags them, `SnapshotWriter` brings topic `documents`
/// into the table, `VerdictLog` reads topic `verdicts`. The table is specified in
/// `formats/documents.md`.
@NullMarked
package org.peykare.corpus.store;

import org.jspecify.annotations.NullMarked;
