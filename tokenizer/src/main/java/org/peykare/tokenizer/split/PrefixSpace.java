package org.peykare.tokenizer.split;

import org.peykare.tokenizer.normalize.PrependNormalizer;
import org.peykare.tokenizer.pipeline.NormalizedText;
import org.peykare.tokenizer.pipeline.PreTokenizer;

/// Puts a space before text that does not begin with one, then cuts (`add_prefix_space`).
///
/// @param cutter what cuts
public record PrefixSpace(PreTokenizer cutter) implements PreTokenizer {
  private static final PrependNormalizer SPACE = new PrependNormalizer(" ");

  @Override
  public void split(NormalizedText piece, PieceSink sink) {
    boolean has = piece.text().startsWith(" ", piece.from()) && !piece.isEmpty();
    cutter.split(has ? piece : piece.then(SPACE), sink);
  }
}
