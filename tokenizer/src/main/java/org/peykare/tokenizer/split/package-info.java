/// Pre-tokenizers: what cuts text into pre-tokens by patterns and classes of characters. Patterns
/// of the file are translated to Java's engine ([RegexTranslation]); [Behavior] says what becomes
/// of a match. [MetaspaceSplit], [PrefixSpace] and [ByteCharacters] also rewrite.
///
/// The patterns that matter for speed are not here but by hand in
/// [org.peykare.tokenizer.bpe.WordPattern].
@NullMarked
package org.peykare.tokenizer.split;

import org.jspecify.annotations.NullMarked;
