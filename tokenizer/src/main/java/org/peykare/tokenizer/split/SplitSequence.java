package org.peykare.tokenizer.split;

import java.util.List;
import org.peykare.tokenizer.pipeline.NormalizedText;
import org.peykare.tokenizer.pipeline.PreTokenizer;

/// Pre-tokenizers one after another: each cuts the pieces of the one before.
///
/// @param steps the pre-tokenizers
public record SplitSequence(List<PreTokenizer> steps) implements PreTokenizer {
  public SplitSequence {
    steps = List.copyOf(steps);
  }

  @Override
  public void split(NormalizedText piece, PieceSink sink) {
    split(piece, 0, sink);
  }

  private void split(NormalizedText piece, int step, PieceSink sink) {
    if (step == steps.size()) {
      if (!piece.isEmpty()) {
        sink.piece(piece);
      }
    } else {
      steps.get(step).split(piece, part -> split(part, step + 1, sink));
    }
  }
}
