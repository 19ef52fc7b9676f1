/// Light normalisation of a text before it is stored: one spelling for what is the same on screen,
/// nothing lost that a reader sees. [TextNormalizer] for all languages, which asks
/// [PersianNormalizer] for Persian; both idempotent.
@NullMarked
package org.peykare.corpus.normalize;

import org.jspecify.annotations.NullMarked;
