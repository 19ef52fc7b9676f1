/// Fetching over HTTP, politely. Doors: [Fetcher] makes one request and says how it ended as a
/// [Fetch]; [Politeness] keeps the delay between requests to one host; [FetchesTopic] records every
/// attempt. In goes a URL with validators, out comes a [Fetch]. Redirects are not followed here:
/// their target is a URL of its own. HTTP semantics: RFC 9110, 9111.
@NullMarked
package org.peykare.crawler.fetch;

import org.jspecify.annotations.NullMarked;
