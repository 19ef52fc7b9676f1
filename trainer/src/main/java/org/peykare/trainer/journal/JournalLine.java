package org.peykare.trainer.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.peykare.formats.JsonCodec;

/// One line of `metrics.jsonl`.
///
/// @param event `started`, `step`, `evaluated`, `checkpoint` or `note`
/// @param at when
/// @param step steps done
/// @param seconds spent on the training so far, by all its processes
/// @param steps of the whole training
/// @param loss of the step, or of the held-out tokens, nats per token
/// @param learningRate of the step
/// @param gradientNorm before clipping
/// @param tokensPerSecond lately
/// @param utilization share of the device's peak
/// @param memoryBytes of the process
/// @param cost so far, in `currency`
/// @param accuracy of the held-out tokens
/// @param bitsPerByte of the held-out tokens
/// @param text for people
record JournalLine(
    String event,
    Instant at,
    long step,
    double seconds,
    @Nullable Long steps,
    @Nullable Double loss,
    @Nullable Double learningRate,
    @Nullable Double gradientNorm,
    @Nullable Double tokensPerSecond,
    @Nullable Double utilization,
    @Nullable Long memoryBytes,
    @Nullable Double cost,
    @Nullable String currency,
    @Nullable Double accuracy,
    @Nullable Double bitsPerByte,
    @Nullable String text) {

  static final JsonCodec<JournalLine> CODEC = JsonCodec.of(JournalLine.class);
}
