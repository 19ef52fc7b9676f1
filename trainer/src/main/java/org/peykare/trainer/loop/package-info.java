/// The training loop, evaluation, throughput and the events they report.
@NullMarked
package org.peykare.trainer.loop;

import org.jspecify.annotations.NullMarked;
