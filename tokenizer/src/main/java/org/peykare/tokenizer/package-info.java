/// From text to token ids: train a tokenizer, use one, and write a corpus snapshot as token shards.
///
/// Doors: [Tokenizer] loads and saves a `tokenizer.json` and encodes and decodes;
/// [TokenizerTraining] learns one from a snapshot or from files; [TokenizeSnapshot] writes a data
/// set of Megatron shards; [EncodeBatch] encodes JSON lines. Formats: `formats/tokenizer.md` and
/// `formats/shards.md`.
///
/// Start reading at [org.peykare.tokenizer.pipeline.Pipeline].
@NullMarked
package org.peykare.tokenizer;

import org.jspecify.annotations.NullMarked;
