/// Byte-level byte-pair encoding.
///
/// [WordPattern] cuts text into words without a regex engine; [BpeModel] splits a word into tokens
/// by the ranks of its merges. A word is its UTF-8 bytes, each written as one printable character
/// ([ByteAlphabet]), as GPT-2 does; [ByteLevelDecoder] goes back. Merges and ids equal those of
/// Hugging Face's `tokenizers`.
@NullMarked
package org.peykare.tokenizer.bpe;

import org.jspecify.annotations.NullMarked;
