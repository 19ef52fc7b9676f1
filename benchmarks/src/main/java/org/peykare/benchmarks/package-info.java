/// JMH benchmarks, one class per claim. `benchmarks/run` runs them all, or those whose names match
/// its argument. They print figures; nothing passes or fails by them.
@NullMarked
package org.peykare.benchmarks;

import org.jspecify.annotations.NullMarked;
