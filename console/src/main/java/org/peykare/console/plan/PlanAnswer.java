package org.peykare.console.plan;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.peykare.trainer.plan.ComputePlan;
import org.peykare.trainer.plan.Recipe;

/// A plan and what it reckons with.
///
/// @param model name of the preset or of the published run
/// @param corpusTokens tokens of the text
/// @param epochs readings of it
/// @param plan the arithmetic
/// @param recipe what suits the text, where it is small or no model was named
/// @param currency of the cost
/// @param cost missing where no price is known
/// @param notes what the figures rest on, for people
public record PlanAnswer(
    String model,
    long corpusTokens,
    int epochs,
    ComputePlan plan,
    @Nullable Recipe recipe,
    String currency,
    @Nullable Double cost,
    List<String> notes) {
  public PlanAnswer {
    notes = List.copyOf(notes);
  }

  /// The same answer with one more note.
  public PlanAnswer withNote(String note) {
    return new PlanAnswer(
        model,
        corpusTokens,
        epochs,
        plan,
        recipe,
        currency,
        cost,
        Stream.concat(notes.stream(), Stream.of(note)).toList());
  }
}
