/// Decoders: tokens back to text, in the ways of WordPiece, SentencePiece and others. The
/// byte-level one lies with its model, in [org.peykare.tokenizer.bpe.ByteLevelDecoder].
@NullMarked
package org.peykare.tokenizer.decode;

import org.jspecify.annotations.NullMarked;
