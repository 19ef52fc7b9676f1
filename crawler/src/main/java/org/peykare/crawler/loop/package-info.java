/// The crawl loop: crawler4j's controller and workers with our own parts behind its seams. Door:
/// [CrawlLoop].
///
/// [LeaseFrontier] is its `Frontier`, [LeasePageFetcher] its `PageFetcher`, [PolicyRobots] its
/// `RobotstxtServer`, [SlotPoliteness] its `PolitenessServer`, [LinkParser] its `Parser`;
/// [LeaseCrawler] is the `WebCrawler` of each worker. What a fetch leads to is written by
/// [Recorder]: page first, then the outcome. Classes of crawler4j appear in no other room.
@NullMarked
package org.peykare.crawler.loop;

import org.jspecify.annotations.NullMarked;
