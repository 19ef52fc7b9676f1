/// robots.txt (RFC 9309). Door: [RobotsCache], one [RobotsPolicy] per scheme, host and port. Comes
/// in: answers to `/robots.txt`, through the crawl's own polite fetcher. Goes out: whether a URL
/// may be fetched and why, the host's delay, its sitemaps, and opt-outs as evidence for the corpus.
@NullMarked
package org.peykare.crawler.robots;

import org.jspecify.annotations.NullMarked;
