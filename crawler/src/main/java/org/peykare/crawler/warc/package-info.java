/// Fetches as WARC/1.1 records. Doors: [WarcEncoder] makes a `response` or `revisit` record
/// (jwarc); [PagesTopic] puts it into topic `pages`, keyed by URL; [WarcFileWriter] puts it into
/// WARC files, too, where asked. Specified in `formats/warc.md`.
@NullMarked
package org.peykare.crawler.warc;

import org.jspecify.annotations.NullMarked;
