/// Token shards: Megatron indexed data sets with a card beside them
/// ([org.peykare.formats.shards.DatasetCard]). Door: [DataSetWriter], which takes tokenized
/// documents one by one, holds some out for validation, and lays the folder down complete or not at
/// all. [TokenFacts] are what the card tells about each token. Specified in `formats/shards.md`.
@NullMarked
package org.peykare.tokenizer.shards;

import org.jspecify.annotations.NullMarked;
