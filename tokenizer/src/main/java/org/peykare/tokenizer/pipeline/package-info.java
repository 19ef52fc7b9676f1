/// The five stages of a tokenizer in the field's own terms, and what runs them in a row.
///
/// [Pipeline] cuts added tokens out of the text, then [Normalizer] → [PreTokenizer] → [Model] →
/// [PostProcessor]; [Decoder] goes back. What comes out is an [Encoding]: ids with offsets in code
/// points of the text that went in. An encoder runs the stages for one thread at a time and keeps
/// the short words it has seen with their tokens, whatever the model. The models live in rooms of
/// their own, such as [org.peykare.tokenizer.bpe].
@NullMarked
package org.peykare.tokenizer.pipeline;

import org.jspecify.annotations.NullMarked;
