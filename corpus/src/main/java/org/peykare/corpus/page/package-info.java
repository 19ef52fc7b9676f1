/// The stateless part of the corpus: one WARC record in, one [PageOutcome] out.
@NullMarked
package org.peykare.corpus.page;

import org.jspecify.annotations.NullMarked;
