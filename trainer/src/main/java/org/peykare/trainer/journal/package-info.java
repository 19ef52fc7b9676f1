/// What a training writes down about itself while it runs, in its output folder: JSON lines for
/// programs and TensorBoard event files for people.
///
/// Door: [RunJournal], which takes the training's [org.peykare.trainer.loop.Progress] and gives
/// what was used so far: time, cost, the share of the device's peak, memory. [DeviceRates] turn
/// operations and time into these. Layout: `formats/checkpoint.md`.
@NullMarked
package org.peykare.trainer.journal;

import org.jspecify.annotations.NullMarked;
