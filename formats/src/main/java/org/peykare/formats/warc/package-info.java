/// Names of the WARC extension fields that Peykare adds to standard WARC/1.1 records. Specified in
/// `formats/warc.md`.
@NullMarked
package org.peykare.formats.warc;

import org.jspecify.annotations.NullMarked;
