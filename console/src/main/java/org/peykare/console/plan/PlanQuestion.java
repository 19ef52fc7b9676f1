package org.peykare.console.plan;

import org.jspecify.annotations.Nullable;
import org.peykare.formats.JsonCodec;

/// What to plan for. Everything may be left out but the amount of text, which is stated once: as
/// tokens, as bytes, as a snapshot, or as a published run's.
///
/// @param preset a model by name; with neither preset nor parameters the model that suits the text
/// @param parameters number of weights of another model
/// @param run a published run, whose weights, tokens, kind and number of GPUs are taken
/// @param tokens of the corpus
/// @param textBytes of the corpus
/// @param bytesPerToken 5 where missing, as in the published run of 10 TB and 2 T tokens
/// @param snapshot a snapshot of the corpus, by tag or id
/// @param tokenizer that counts the snapshot's tokens
/// @param epochs readings of the corpus
/// @param vocabulary number of token ids
/// @param sequenceLength tokens per sequence
/// @param batchSize sequences at once on each GPU
/// @param maskRate share of the tokens that is predicted
/// @param gpu kind of GPU
/// @param gpus number of them
/// @param peakTeraflops of a kind that is not in the table
/// @param memoryBytes of a kind that is not in the table
/// @param utilization share of the peak
/// @param tokensPerSecond measured for this model on one GPU
/// @param price of one GPU and hour, in dollars
/// @param currency for the cost
/// @param rate units of the currency in a dollar
public record PlanQuestion(
    @Nullable String preset,
    @Nullable Long parameters,
    @Nullable String run,
    @Nullable Long tokens,
    @Nullable Long textBytes,
    @Nullable Double bytesPerToken,
    @Nullable String snapshot,
    @Nullable String tokenizer,
    @Nullable Integer epochs,
    @Nullable Integer vocabulary,
    @Nullable Integer sequenceLength,
    @Nullable Integer batchSize,
    @Nullable Double maskRate,
    @Nullable String gpu,
    @Nullable Integer gpus,
    @Nullable Double peakTeraflops,
    @Nullable Long memoryBytes,
    @Nullable Double utilization,
    @Nullable Double tokensPerSecond,
    @Nullable Double price,
    @Nullable String currency,
    @Nullable Double rate) {

  /// JSON, the body of `POST /plan`.
  public static final JsonCodec<PlanQuestion> CODEC = JsonCodec.of(PlanQuestion.class);

  /// The same question about a snapshot whose tokens were counted.
  public PlanQuestion withTokens(long counted) {
    return new PlanQuestion(
        preset,
        parameters,
        run,
        counted,
        null,
        bytesPerToken,
        null,
        tokenizer,
        epochs,
        vocabulary,
        sequenceLength,
        batchSize,
        maskRate,
        gpu,
        gpus,
        peakTeraflops,
        memoryBytes,
        utilization,
        tokensPerSecond,
        price,
        currency,
        rate);
  }
}
