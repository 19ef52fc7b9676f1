/// One event per fetch attempt, the value of topic `fetches`. Door: [FetchEvent]. Specified in
/// `formats/topics.md`.
@NullMarked
package org.peykare.formats.fetch;

import org.jspecify.annotations.NullMarked;
