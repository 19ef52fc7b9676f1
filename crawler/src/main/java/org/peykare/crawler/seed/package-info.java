/// Seeds: where a crawl starts and what belongs to it. Doors: [Seed], and [SeedsTopic] which keeps
/// them in the compacted topic `seeds`; [SeedWatch] follows the topic, so that a change reaches
/// running crawlers. Specified in `formats/topics.md`.
@NullMarked
package org.peykare.crawler.seed;

import org.jspecify.annotations.NullMarked;
