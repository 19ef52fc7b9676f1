package org.peykare.tokenizer.normalize;

import java.util.List;
import org.peykare.tokenizer.pipeline.NormalizedText;
import org.peykare.tokenizer.pipeline.Normalizer;

/// Normalizers one after another.
///
/// @param steps the normalizers
public record NormalizerSequence(List<Normalizer> steps) implements Normalizer {
  public NormalizerSequence {
    steps = List.copyOf(steps);
  }

  @Override
  public NormalizedText normalize(String text, int from, int to) {
    NormalizedText result = NormalizedText.identity(text, from, to);
    for (Normalizer step : steps) {
      result = result.then(step);
    }
    return result;
  }
}
