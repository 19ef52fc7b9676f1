package org.peykare.trainer.loop;

import org.jspecify.annotations.Nullable;

/// Figures of the model on the validation split with 15 % of its tokens masked, the same tokens at
/// every evaluation.
///
/// @param step number of steps trained before
/// @param loss mean negative log-likelihood of the masked tokens, nats per token
/// @param accuracy share of the masked tokens whose most probable prediction is right
/// @param maskedTokens number of tokens the figures are means over
/// @param diffusionBound of a diffusion model: upper bound of the negative log-likelihood of the
///   text, nats per token, estimated with an exact number of hidden tokens in each sequence
/// @param bitsPerByte what the masked tokens cost, by the bytes of text that they stand for;
///   missing where they stand for none, or an earlier release wrote it. It compares models with
///   different tokenizers, as loss and accuracy do not
public record HeldOut(
    int step,
    double loss,
    double accuracy,
    long maskedTokens,
    @Nullable Double diffusionBound,
    @Nullable Double bitsPerByte) {}
