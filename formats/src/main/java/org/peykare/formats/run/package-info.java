/// What is asked of a running platform and how far it came: the values of topics `commands` and
/// `runs`. See `formats/topics.md`.
@NullMarked
package org.peykare.formats.run;

import org.jspecify.annotations.NullMarked;
