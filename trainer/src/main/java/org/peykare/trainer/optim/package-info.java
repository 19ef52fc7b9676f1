/// Optimizer and learning rate.
@NullMarked
package org.peykare.trainer.optim;

import org.jspecify.annotations.NullMarked;
