/// Plans a training before it is begun, as it is asked for by people: command line, REST and the
/// snapshots page.
///
/// Door: [Planner] answers a [PlanQuestion] with a [PlanAnswer]. What the question leaves out comes
/// from the settings `gpu.…` ([GpuSettings]) and from the tables of `org.peykare.trainer.plan`,
/// which does the arithmetic.
@NullMarked
package org.peykare.console.plan;

import org.jspecify.annotations.NullMarked;
