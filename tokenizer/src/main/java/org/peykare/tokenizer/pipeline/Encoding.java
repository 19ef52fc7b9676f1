package org.peykare.tokenizer.pipeline;

import java.util.Arrays;

/// The tokens of a text. All arrays have one entry per token and belong to the reader.
///
/// @param ids token ids
/// @param starts where the token begins in the original text, in code points
/// @param ends where it ends, exclusive; a special token that is not in the text has 0, 0
/// @param wordIds number of the pre-token the token is part of, -1 for an inserted special token
/// @param typeIds 0 for the first text and its special tokens, 1 for the second
/// @param specialMask 1 for an inserted special token, else 0
public record Encoding(
    int[] ids, int[] starts, int[] ends, int[] wordIds, int[] typeIds, int[] specialMask) {

  /// The tokens of one text without special tokens around it.
  static Encoding plain(int[] ids, int[] starts, int[] ends, int[] wordIds) {
    return new Encoding(ids, starts, ends, wordIds, new int[ids.length], new int[ids.length]);
  }

  /// Number of tokens.
  public int size() {
    return ids.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Encoding e
        && Arrays.equals(ids, e.ids)
        && Arrays.equals(starts, e.starts)
        && Arrays.equals(ends, e.ends)
        && Arrays.equals(wordIds, e.wordIds)
        && Arrays.equals(typeIds, e.typeIds)
        && Arrays.equals(specialMask, e.specialMask);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(ids) + Arrays.hashCode(starts);
  }

  @Override
  public String toString() {
    return "Encoding[ids=%s, starts=%s, ends=%s]"
        .formatted(Arrays.toString(ids), Arrays.toString(starts), Arrays.toString(ends));
  }
}
