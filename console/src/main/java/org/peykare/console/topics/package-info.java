/// Compacted topics as maps that stay current: seeds, commands, runs, status.
///
/// Door: [TopicMap] reads a topic from its beginning, follows it, and sees its own writes. All that
/// is small and must be known as a whole is read this way; pages, verdicts and documents are not.
@NullMarked
package org.peykare.console.topics;

import org.jspecify.annotations.NullMarked;
