/// How well a tokenizer fits a language: tokens per word (fertility), bytes per token, and whether
/// text comes back. Door: [Measurement].
@NullMarked
package org.peykare.tokenizer.measure;

import org.jspecify.annotations.NullMarked;
