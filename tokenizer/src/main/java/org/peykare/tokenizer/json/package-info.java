/// `tokenizer.json`, the file that Hugging Face's `tokenizers` and `transformers` read. Door:
/// [TokenizerJson]; [TransformersFiles] writes the two small files that lie beside it.
///
/// Which parts of the format are understood is specified in `formats/tokenizer.md`; a file that
/// asks for another is refused with that part's name, never read half.
@NullMarked
package org.peykare.tokenizer.json;

import org.jspecify.annotations.NullMarked;
