package org.peykare.tokenizer.pipeline;

import java.util.Arrays;

/// The tokens of a text. All arrays have one entry per token and belong to the reader.
///
/// @param ids token ids
/// @param starts where the token begins in the original text, in code points
/// @param ends where it ends, exclusive; a special token that is not in the text has 0, 0
/// @param wordIds number of the pre-token the token is part of, -1 for an inserted special token
/// @param typeIds 0 for the first text and its special tokens, 1 for the second
/// @param specialMask 1 for an inserted special token or padding, else 0
/// @param attentionMask 0 for padding, else 1
public record Encoding(
    int[] ids,
    int[] starts,
    int[] ends,
    int[] wordIds,
    int[] typeIds,
    int[] specialMask,
    int[] attentionMask) {

  /// The tokens of one text without special tokens around it.
  static Encoding plain(int[] ids, int[] starts, int[] ends, int[] wordIds) {
    int[] attention = new int[ids.length];
    Arrays.fill(attention, 1);
    return new Encoding(
        ids, starts, ends, wordIds, new int[ids.length], new int[ids.length], attention);
  }

  /// The tokens from `from` to `to`.
  Encoding part(int from, int to) {
    return new Encoding(
        Arrays.copyOfRange(ids, from, to),
        Arrays.copyOfRange(starts, from, to),
        Arrays.copyOfRange(ends, from, to),
        Arrays.copyOfRange(wordIds, from, to),
        Arrays.copyOfRange(typeIds, from, to),
        Arrays.copyOfRange(specialMask, from, to),
        Arrays.copyOfRange(attentionMask, from, to));
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
        && Arrays.equals(specialMask, e.specialMask)
        && Arrays.equals(attentionMask, e.attentionMask);
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
