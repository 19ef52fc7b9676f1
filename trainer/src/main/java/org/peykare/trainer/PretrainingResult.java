package org.peykare.trainer;

import java.nio.file.Path;
import org.peykare.trainer.loop.HeldOut;
import org.peykare.trainer.loop.UnigramBaseline;

/// How a training ended.
///
/// @param step steps done in all
/// @param complete false when it was stopped before the last step
/// @param trainLoss mean training loss of the last steps (at most 20), nats per masked token
/// @param before held-out figures before the first step of the whole training
/// @param after held-out figures of the last step
/// @param baseline what a guesser without context reaches on the same held-out tokens
/// @param tokensPerSecond mean speed of this run's steps
/// @param parameters number of weights
/// @param checkpoint the last checkpoint's folder
public record PretrainingResult(
    int step,
    boolean complete,
    double trainLoss,
    HeldOut before,
    HeldOut after,
    UnigramBaseline baseline,
    double tokensPerSecond,
    long parameters,
    Path checkpoint) {}
