/// The corpus: WARC records in, a de-duplicated collection of documents out.
///
/// Door: [Corpus]. It reads topic `pages`, gives every page a verdict on topic `verdicts`, puts
/// kept documents on topic `documents`, writes them into snapshots of an Iceberg table and keeps a
/// search index beside it. Start reading in `topology`, then `page`, `dedup`, `store`, `index`. The
/// formats are specified in `formats/topics.md` and `formats/documents.md`.
@NullMarked
package org.peykare.corpus;

import org.jspecify.annotations.NullMarked;
