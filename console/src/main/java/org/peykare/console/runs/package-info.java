/// Training runs: from a wish on topic `commands` to a model, with every step on topic `runs`.
///
/// Door: [TrainerRole], one per trainer process. It shares the runs with other trainers, takes over
/// those of a dead one, and starts runs for training policies. A run walks through the states of
/// [org.peykare.formats.run.RunState]: its tokenizer, its token shards, a free device, the
/// training, which is a process of its own ([TrainingChild]): a crash in native code ends that
/// process alone, and the run goes on from its newest sound checkpoint.
///
/// Who holds a partition of `commands` holds the runs whose keys fall into it. What fences two
/// holders from each other is the lock that a training keeps on its output folder.
@NullMarked
package org.peykare.console.runs;

import org.jspecify.annotations.NullMarked;
