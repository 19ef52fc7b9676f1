/// The contracts between Peykare's crafts: names of topics, WARC fields and table columns, records
/// with their codecs, the URL normal form and the document id.
///
/// The pages beside this module (`formats/*.md`) specify each format; `golden/` on the class path
/// holds the examples that writers and readers both test against. No logic beyond that lives here.
@NullMarked
package org.peykare.formats;

import org.jspecify.annotations.NullMarked;
