package org.peykare.trainer.plan;

import java.util.List;
import org.peykare.trainer.model.ModelShape;

/// What to train where the corpus is small: the largest preset that its text can fill, and how
/// often the text is read for it.
///
/// Two rules of thumb: a masked model wants about 40 tokens for each weight, repetitions counted;
/// and masked models gain from about 100 readings of the same text almost as from fresh text (arXiv
/// 2507.15857, measured on the diffusion objective; autoregressive models only from about four).
/// What a model of that size has learnt from little text remains little: it knows the language, not
/// the world.
///
/// @param preset name of the model
/// @param epochs readings of the text
/// @param tokens seen in all
/// @param tokensPerParameter of them
/// @param enough whether the text fills even the smallest model
public record Recipe(
    String preset, int epochs, long tokens, double tokensPerParameter, Enough enough) {
  private static final double PER_PARAMETER = 40;
  private static final int MOST_EPOCHS = 100;

  /// Whether the text is enough.
  public enum Enough {
    /// For the chosen model.
    YES,
    /// Not even for the smallest one; it will learn its text by heart rather than the language.
    NO
  }

  /// The recipe for a corpus of `corpusTokens` tokens.
  public static Recipe of(long corpusTokens, int vocabulary) {
    if (corpusTokens < 1) {
      throw new IllegalArgumentException(
          "Cannot choose a model for %d tokens (must be 1 or more)".formatted(corpusTokens));
    }
    List<String> largestFirst = ModelShape.presetNames().reversed();
    for (String preset : largestFirst) {
      double wanted = PER_PARAMETER * parameters(preset, vocabulary);
      if (wanted <= (double) corpusTokens * MOST_EPOCHS) {
        int epochs = Math.max(1, (int) Math.ceil(wanted / corpusTokens));
        return recipe(preset, epochs, corpusTokens, vocabulary, Enough.YES);
      }
    }
    return recipe(largestFirst.getLast(), MOST_EPOCHS, corpusTokens, vocabulary, Enough.NO);
  }

  private static Recipe recipe(
      String preset, int epochs, long corpusTokens, int vocabulary, Enough enough) {
    long seen = Math.multiplyExact(corpusTokens, (long) epochs);
    return new Recipe(preset, epochs, seen, (double) seen / parameters(preset, vocabulary), enough);
  }

  private static long parameters(String preset, int vocabulary) {
    return new ModelSize.Encoder(ModelShape.preset(preset), vocabulary, 1, 1).parameters();
  }

  /// Tokens that a corpus must have for the chosen model, at the most readings.
  public static long leastTokens(String preset, int vocabulary) {
    return (long) Math.ceil(PER_PARAMETER * parameters(preset, vocabulary) / MOST_EPOCHS);
  }
}
