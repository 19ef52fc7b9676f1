package org.peykare.tokenizer.normalize;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.peykare.tokenizer.pipeline.NormalizedText;
import org.peykare.tokenizer.pipeline.Normalizer;

/// BERT's normalizer: some of its steps, always in the same order. Its cleaning removes the
/// zero-width non-joiner, which Persian needs.
///
/// @param steps what it does
public record BertNormalizer(Set<Step> steps, NormalizerSequence sequence) implements Normalizer {
  /// A step.
  public enum Step {
    /// Control characters go, white space becomes spaces.
    CLEAN_TEXT(CharacterNormalizer.BERT_CLEAN),
    /// Spaces around Chinese characters.
    HANDLE_CHINESE_CHARS(CharacterNormalizer.BERT_CHINESE),
    /// Letters without their marks.
    STRIP_ACCENTS(UnicodeForm.NFD, CharacterNormalizer.STRIP_NON_SPACING),
    /// Small letters.
    LOWERCASE(CharacterNormalizer.LOWER_CASE);

    private final List<Normalizer> normalizers;

    Step(Normalizer... normalizers) {
      this.normalizers = List.of(normalizers);
    }
  }

  /// All steps, as BERT uncased has them.
  public static final BertNormalizer ALL = of(EnumSet.allOf(Step.class));

  public BertNormalizer {
    steps = Set.copyOf(steps);
  }

  /// The normalizer with some steps.
  public static BertNormalizer of(Set<Step> steps) {
    List<Normalizer> all = new ArrayList<>();
    for (Step step : Step.values()) {
      if (steps.contains(step)) {
        all.addAll(step.normalizers);
      }
    }
    return new BertNormalizer(steps, new NormalizerSequence(all));
  }

  @Override
  public NormalizedText normalize(String text, int from, int to) {
    return sequence.normalize(text, from, to);
  }
}
