/// What the corpus says of a page: a [Document] where it is kept, and always a [Verdict], which
/// names the [Stage] and the reason where it is not. JSON on the topics `documents` and `verdicts`,
/// specified in `formats/documents.md`.
@NullMarked
package org.peykare.corpus.document;

import org.jspecify.annotations.NullMarked;
