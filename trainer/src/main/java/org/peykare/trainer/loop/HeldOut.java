package org.peykare.trainer.loop;

/// Figures of the model on the validation split with 15 % of its tokens masked, the same tokens at
/// every evaluation.
///
/// @param step number of steps trained before
/// @param loss mean negative log-likelihood of the masked tokens, nats per token
/// @param accuracy share of the masked tokens whose most probable prediction is right
/// @param maskedTokens number of tokens the figures are means over
public record HeldOut(int step, double loss, double accuracy, long maskedTokens) {}
