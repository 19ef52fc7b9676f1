package org.peykare.tokenizer.measure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Picks a vocabulary size: the smallest from which twice the size would save less than a share of
/// the tokens, measured by the next larger one.
///
/// @param steps one for each size, ascending
/// @param picked a size that is big enough, empty if even the largest step saves more
public record VocabularyChoice(List<Step> steps, Optional<Integer> picked) {
  /// Twice the size should save at least this share of the tokens.
  public static final double LEAST_SAVING = 0.05;

  /// A vocabulary size and what it gives.
  ///
  /// @param size entries
  /// @param tokens tokens of all text measured
  /// @param saving share of the tokens that a vocabulary of twice the size would save, going by the
  ///   next larger one; empty for the largest
  public record Step(int size, long tokens, Optional<Double> saving) {}

  /// A tokenizer's size and its tokens.
  public record Size(int entries, long tokens) {}

  public VocabularyChoice {
    steps = List.copyOf(steps);
  }

  /// The choice among `sizes`, measured on the same text. Of equal sizes the one with the fewest
  /// tokens counts.
  public static VocabularyChoice among(List<Size> sizes) {
    List<Size> sorted = new ArrayList<>();
    sizes.stream()
        .sorted(Comparator.comparingInt(Size::entries).thenComparingLong(Size::tokens))
        .filter(size -> sorted.isEmpty() || sorted.getLast().entries() < size.entries())
        .forEach(sorted::add);
    List<Step> steps = new ArrayList<>();
    Optional<Integer> picked = Optional.empty();
    for (int i = 0; i < sorted.size(); i++) {
      Size size = sorted.get(i);
      Optional<Double> saving =
          i + 1 < sorted.size() ? Optional.of(saving(size, sorted.get(i + 1))) : Optional.empty();
      steps.add(new Step(size.entries(), size.tokens(), saving));
      if (picked.isEmpty() && saving.filter(share -> share < LEAST_SAVING).isPresent()) {
        picked = Optional.of(size.entries());
      }
    }
    return new VocabularyChoice(steps, picked);
  }

  private static double saving(Size small, Size large) {
    double doublings = Math.log((double) large.entries() / small.entries()) / Math.log(2);
    return 1 - Math.pow((double) large.tokens() / small.tokens(), 1 / doublings);
  }
}
