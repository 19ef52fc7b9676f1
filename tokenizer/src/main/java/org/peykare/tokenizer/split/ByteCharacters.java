package org.peykare.tokenizer.split;

import java.util.Arrays;
import org.peykare.tokenizer.bpe.ByteAlphabet;
import org.peykare.tokenizer.pipeline.NormalizedText;
import org.peykare.tokenizer.pipeline.Normalizer;
import org.peykare.tokenizer.pipeline.PreTokenizer;

/// Writes every byte of the text as one character of [ByteAlphabet], which has the origin of the
/// byte's character.
public enum ByteCharacters implements PreTokenizer, Normalizer {
  /// The only one.
  BYTES;

  @Override
  public void split(NormalizedText piece, PieceSink sink) {
    NormalizedText written = piece.then(this);
    if (!written.isEmpty()) {
      sink.piece(written);
    }
  }

  @Override
  public NormalizedText normalize(String text, int from, int to) {
    StringBuilder out = new StringBuilder(2 * (to - from));
    int[] starts = new int[4 * (to - from)];
    int[] ends = new int[4 * (to - from)];
    for (int at = from; at < to; ) {
      int next = at + Character.charCount(text.codePointAt(at));
      int begin = out.length();
      out.append(ByteAlphabet.write(text, at, next));
      Arrays.fill(starts, begin, out.length(), at);
      Arrays.fill(ends, begin, out.length(), next);
      at = next;
    }
    return NormalizedText.rewritten(out.toString(), starts, ends);
  }
}
