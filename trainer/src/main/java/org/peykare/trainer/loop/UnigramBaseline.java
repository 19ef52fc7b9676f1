package org.peykare.trainer.loop;

/// What a guesser without context reaches on the held-out masked tokens, in nats per token.
///
/// @param crossEntropy the tokens predicted with the unigram counts of the training split (one
///   added to each)
/// @param entropy of the held-out masked tokens' own unigram distribution: the least that any
///   guesser without context can reach, even one that knew their frequencies beforehand
public record UnigramBaseline(double crossEntropy, double entropy) {}
