/// From the bytes of a web page to its main text. [PageReader] understands the WARC record, the
/// HTTP response and the charset; [TextExtractor] finds the main text, the title and what else the
/// page says of itself, without menus, side bars and notes; [ExtractBatch] does it for many pages
/// in files.
@NullMarked
package org.peykare.corpus.extract;

import org.jspecify.annotations.NullMarked;
