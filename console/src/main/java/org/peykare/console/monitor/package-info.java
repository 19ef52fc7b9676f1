/// Watches a crawl: follows topics `fetches`, `status` and `verdicts` from a recent moment on and
/// keeps what a person wants to see in bounded memory, whatever the crawl's size. Doors:
/// [TopicFollower] reads the topics into a [CrawlWatch], whose [CrawlView] pages and measures show.
/// See `formats/topics.md`.
@NullMarked
package org.peykare.console.monitor;

import org.jspecify.annotations.NullMarked;
