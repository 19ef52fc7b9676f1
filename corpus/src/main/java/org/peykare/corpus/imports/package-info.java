/// Existing archives into topic `pages`. Door: `WarcImport`, for any WARC file.
@NullMarked
package org.peykare.corpus.imports;

import org.jspecify.annotations.NullMarked;
