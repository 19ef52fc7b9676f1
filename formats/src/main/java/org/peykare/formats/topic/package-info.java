/// The Kafka topics: names, keys, values and how long they are kept. Door: [Topic]. Specified in
/// `formats/topics.md`.
@NullMarked
package org.peykare.formats.topic;

import org.jspecify.annotations.NullMarked;
