/// A look at a seed before it is added. Door: [SeedInspection], which asks the seed's hosts as
/// politely as a crawl would and gives a [SeedReport]. Comes in: a seed. Goes out: robots.txt,
/// start URLs, sitemaps, feeds, samples of links with why they would not be followed, and problems
/// as data. Nothing is stored.
@NullMarked
package org.peykare.crawler.check;

import org.jspecify.annotations.NullMarked;
