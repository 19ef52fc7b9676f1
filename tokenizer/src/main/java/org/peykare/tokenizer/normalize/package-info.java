/// Normalizers: Unicode's normal forms ([UnicodeForm]), lower case, accents, BERT's and
/// SentencePiece's cleaning ([CharacterNormalizer]), SentencePiece's compiled tables
/// ([CharsmapNormalizer]), replacing, prepending, stripping, and sequences of them. Each keeps
/// track of where every character came from.
///
/// Text that needs no change, nearly all text, is checked and passed on without a copy. The tables
/// are those of Hugging Face's `tokenizers` 0.23 ([CharacterClass], [CombiningOrder]).
@NullMarked
package org.peykare.tokenizer.normalize;

import org.jspecify.annotations.NullMarked;
