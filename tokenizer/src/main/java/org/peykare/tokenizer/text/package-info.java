/// Where text comes from. Door: [TextSource] (a snapshot of the documents table, text files line by
/// line, or texts in memory) and, for whole documents of a snapshot, [SnapshotReader].
///
/// The documents table is an Apache Iceberg table below a working directory
/// ([org.peykare.formats.document.DocumentsTable]); this is the only room that knows Iceberg.
@NullMarked
package org.peykare.tokenizer.text;

import org.jspecify.annotations.NullMarked;
