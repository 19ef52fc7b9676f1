package org.peykare.tokenizer.normalize;

import org.peykare.tokenizer.pipeline.NormalizedText;
import org.peykare.tokenizer.pipeline.Normalizer;
import org.peykare.tokenizer.pipeline.WhiteSpace;

/// Removes white space at the ends.
public enum StripNormalizer implements Normalizer {
  /// At the beginning.
  LEFT,
  /// At the end.
  RIGHT,
  /// At both.
  BOTH;

  @Override
  public NormalizedText normalize(String text, int from, int to) {
    int start = from;
    int end = to;
    while (this != RIGHT && start < end && WhiteSpace.is(text.charAt(start))) {
      start++;
    }
    while (this != LEFT && end > start && WhiteSpace.is(text.charAt(end - 1))) {
      end--;
    }
    return NormalizedText.identity(text, start, end);
  }
}
