/// Token shards: Megatron indexed data sets with a card beside them
/// ([org.peykare.formats.shards.DatasetCard]). Specified in `formats/shards.md`.
///
/// Door: [DataSetWriter], which is told by a [DataSetSpec] what to make. It shares the parts of an
/// earlier data set, encodes new documents on all processors, holds some out for validation, goes
/// on where a killed run stopped, and lays the folder down complete or not at all. [TokenFacts] are
/// what the card tells about each token.
@NullMarked
package org.peykare.tokenizer.shards;

import org.jspecify.annotations.NullMarked;
