/// What a training costs before it is begun: arithmetic on sizes, nothing is loaded.
///
/// Door: [ComputePlan], made of a [ModelSize], a number of tokens and [Hardware]: floating-point
/// operations, hours, [MemoryNeed], whether it fits, cost, and a [PublicRun] to compare with.
/// [Recipe] chooses model and epochs where the corpus is small. [Accelerator] and [PublicRun] are
/// tables whose rows name their sources. [ModelSize#flopsPerToken] also gives the share of a GPU's
/// peak that a running training reaches.
@NullMarked
package org.peykare.trainer.plan;

import org.jspecify.annotations.NullMarked;
