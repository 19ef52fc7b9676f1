/// New URLs out of fetched ones. Door: [Discovery], which tells pages from sitemaps and feeds and
/// reads each: [LinkExtractor] links (jsoup), [SitemapReader] sitemaps and their indexes,
/// [FeedReader] RSS and Atom. Goes out: URLs with what they were named as, and opt-outs as
/// evidence.
///
/// `nofollow` is respected, on a page (meta robots, X-Robots-Tag) and on a link: authors put it
/// where a crawl would never end.
@NullMarked
package org.peykare.crawler.discover;

import org.jspecify.annotations.NullMarked;
