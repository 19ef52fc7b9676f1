package org.peykare.tokenizer.shards;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.peykare.tokenizer.pipeline.Pipeline;
import org.peykare.tokenizer.pipeline.WhiteSpace;

/// What a trainer must know of each token without having the tokenizer.
///
/// @param byteLengths by id: bytes of UTF-8 text; 0 for a special token
/// @param wordStarts by id: `1` where the token begins with white space, else `0`
public record TokenFacts(int[] byteLengths, String wordStarts) {

  /// The facts of the tokens of `tokenizer`.
  public static TokenFacts of(Pipeline tokenizer) {
    int[] lengths = new int[tokenizer.vocabularySize()];
    StringBuilder starts = new StringBuilder(lengths.length);
    for (int id = 0; id < lengths.length; id++) {
      byte[] bytes = tokenizer.bytes(id);
      lengths[id] = bytes.length;
      starts.append(beginsWithWhiteSpace(bytes) ? '1' : '0');
    }
    return new TokenFacts(lengths, starts.toString());
  }

  private static boolean beginsWithWhiteSpace(byte[] bytes) {
    // No character of White_Space takes more than three bytes.
    String text = new String(bytes, 0, Math.min(4, bytes.length), UTF_8);
    return !text.isEmpty() && WhiteSpace.is(text.codePointAt(0));
  }
}
