/// Checkpoint folders: safetensors, configuration, lineage and the state to resume from.
@NullMarked
package org.peykare.trainer.checkpoint;

import org.jspecify.annotations.NullMarked;
