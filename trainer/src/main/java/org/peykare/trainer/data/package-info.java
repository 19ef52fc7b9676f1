/// The training data: memory-mapped token shards, packed batches in a seeded order, masking.
@NullMarked
package org.peykare.trainer.data;

import org.jspecify.annotations.NullMarked;
