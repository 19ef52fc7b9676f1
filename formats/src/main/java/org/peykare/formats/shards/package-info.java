/// A tokenized data set: the file names, the header constants of Megatron indexed data sets, and
/// the card that lies beside them. Door: [DatasetCard]. Specified in `formats/shards.md`.
@NullMarked
package org.peykare.formats.shards;

import org.jspecify.annotations.NullMarked;
