package org.peykare.tokenizer.normalize;

import org.peykare.tokenizer.pipeline.NormalizedText;
import org.peykare.tokenizer.pipeline.Normalizer;

/// Puts text before what is not empty; it has the origin of the first character.
///
/// @param content what is put before
public record PrependNormalizer(String content) implements Normalizer {
  @Override
  public NormalizedText normalize(String text, int from, int to) {
    if (from == to || content.isEmpty()) {
      return NormalizedText.identity(text, from, to);
    }
    TextRewriter out = new TextRewriter(text, from, to);
    out.replace(content, from, from + Character.charCount(text.codePointAt(from)));
    out.keep(from, to);
    return out.result();
  }
}
