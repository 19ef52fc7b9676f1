/// The crawler: seeds in, WARC records in topic `pages` out, one event per attempt in `fetches`.
///
/// Door: [Crawler], configured by [CrawlConfig], watched through [CrawlStatus]. What to crawl comes
/// from topic `seeds` (room `seed`). The road of one URL: `frontier` hands it over when it is due →
/// `robots` → `fetch` → `discover` finds links → `warc` makes the record → the outcome goes back to
/// `frontier`. Room `loop` runs that road with crawler4j's workers; room `url` says what belongs to
/// a crawl; room `check` looks at a seed before it is added ([SeedCheck]).
@NullMarked
package org.peykare.crawler;

import org.jspecify.annotations.NullMarked;
