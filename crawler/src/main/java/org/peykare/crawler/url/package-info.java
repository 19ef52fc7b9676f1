/// What belongs to a crawl. Doors: [CrawlUrl], a URL with its way into the crawl; [Scope], which
/// seeds admit a URL; [TrapGuard], which URLs lead nowhere. Comes in: URLs in normal form
/// (`formats/urls.md`). Goes out: the seed that admits one, or a reason to refuse it.
@NullMarked
package org.peykare.crawler.url;

import org.jspecify.annotations.NullMarked;
