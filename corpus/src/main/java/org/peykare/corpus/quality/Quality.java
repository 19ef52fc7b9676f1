package org.peykare.corpus.quality;

import org.peykare.corpus.document.QualityBand;

/// What a model says of a text.
///
/// @param band where it stands in its language
/// @param perplexity per word; 1 and more, lower is better predicted
/// @param headMost greatest perplexity of the head
/// @param middleMost greatest perplexity of the middle
public record Quality(QualityBand band, double perplexity, double headMost, double middleMost) {
  /// Greatest perplexity with which a text is in `least` or better.
  public double most(QualityBand least) {
    return switch (least) {
      case HEAD -> headMost;
      case MIDDLE -> middleMost;
      case TAIL -> Double.MAX_VALUE;
    };
  }
}
