/// Unigram, SentencePiece's model. Door: [UnigramModel].
@NullMarked
package org.peykare.tokenizer.unigram;

import org.jspecify.annotations.NullMarked;
