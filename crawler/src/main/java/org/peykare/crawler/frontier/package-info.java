/// What to fetch next and when. A Kafka Streams processor over topic `urls`, keyed by host: one
/// crawler owns a host at a time, its state is in RocksDB with a changelog, so nothing is lost in a
/// crash and hosts move when a crawler dies.
///
/// Doors: [Frontier] hands out a [Lease] when a URL's turn has come; [UrlsTopic] takes discoveries
/// and outcomes back. A URL stays queued until the outcome of its fetch is in the topic. The logic
/// ([HostQueues]) works on any ordered [KeyValues]; the topic's records are specified in
/// `formats/topics.md`.
@NullMarked
package org.peykare.crawler.frontier;

import org.jspecify.annotations.NullMarked;
