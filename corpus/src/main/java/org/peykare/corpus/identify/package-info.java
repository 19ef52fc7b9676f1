/// Which language a text is in: [LanguageIdentifier].
@NullMarked
package org.peykare.corpus.identify;

import org.jspecify.annotations.NullMarked;
