/// What the corpus learned from its own snapshots and applies to the pages after them: lines that
/// recur on a host, and a quality model for each language. [LearnedTopic] writes it to topic
/// `learned` and follows it there, so that all workers have it; [Learned] is what the page pipeline
/// asks.
@NullMarked
package org.peykare.corpus.learned;

import org.jspecify.annotations.NullMarked;
