/// What this process says of itself to topic `status`, so that the corpus can be watched from any
/// process. Door: `StatusReporter`. The counts are described in `formats/topics.md`.
@NullMarked
package org.peykare.corpus.status;

import org.jspecify.annotations.NullMarked;
