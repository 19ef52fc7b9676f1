/// Search in the corpus: a Lucene index of the kept documents, with an analyzer per language.
///
/// Door: `DocumentIndex`. It follows the snapshots of the documents table file by file and
/// remembers which one it holds; it can always be deleted and is then built anew.
@NullMarked
package org.peykare.corpus.index;

import org.jspecify.annotations.NullMarked;
