/// How well a tokenizer fits a language: tokens per word (fertility), bytes per token, Rényi
/// efficiency, words kept whole, unknown and byte tokens, and whether text comes back.
///
/// [Tally] adds texts up to a [Measurement]; [VocabularyChoice] picks a size among several.
@NullMarked
package org.peykare.tokenizer.measure;

import org.jspecify.annotations.NullMarked;
