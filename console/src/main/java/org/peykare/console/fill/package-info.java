/// Fill in the blanks: tokenizer and trained model put together. Door: [Filler].
@NullMarked
package org.peykare.console.fill;

import org.jspecify.annotations.NullMarked;
