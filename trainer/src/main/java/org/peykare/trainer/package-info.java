/// From a tokenized data set to a model in a folder that `transformers` loads.
///
/// Doors: [Pretraining] trains a masked language model, [FillMask] asks one, [Device] says what
/// both would run on. A data set comes in as specified by `formats/shards.md`, a checkpoint goes
/// out as specified by `formats/checkpoint.md`. Text never appears here: whoever asks in words
/// brings the tokenizer.
@NullMarked
package org.peykare.trainer;

import org.jspecify.annotations.NullMarked;
