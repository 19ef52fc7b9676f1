/// The URL normal form and the document id made from it. Doors: [UrlNormalForm], [DocumentId].
/// Specified in `formats/urls.md`, with golden vectors in `golden/urls.tsv`.
@NullMarked
package org.peykare.formats.url;

import org.jspecify.annotations.NullMarked;
