/// The web pages: one class per section of the console (overview, seeds, crawl, snapshots,
/// training, try it), rendered on the server by JTE in Persian and English. Door: [WebPages].
///
/// Every page works without a script. With it, htmx replaces parts of a page, and one stream of
/// server-sent events ([LiveStream]) tells which parts have changed. What a page shows is a record
/// of [org.peykare.console.web.view], what it does goes through
/// [org.peykare.console.platform.Operations].
@NullMarked
package org.peykare.console.web;

import org.jspecify.annotations.NullMarked;
