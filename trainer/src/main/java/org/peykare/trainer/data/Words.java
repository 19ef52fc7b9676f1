package org.peykare.trainer.data;

import java.util.Arrays;

/// The words of a row: runs of ordinary tokens in one document, each from a token that starts a
/// word up to the next such token. What a document, or a piece of one, begins with is a word too.
///
/// @param positions of all ordinary tokens, ascending
/// @param first index in `positions` of each word's first token, and the number of tokens at the
///   end
record Words(int[] positions, int[] first) {
  static Words of(int[] ordinary, Batch batch, Vocabulary vocabulary) {
    int[] first = new int[ordinary.length + 1];
    int words = 0;
    for (int i = 0; i < ordinary.length; i++) {
      boolean apart = i == 0 || ordinary[i] != ordinary[i - 1] + 1;
      if (apart || vocabulary.startsWord(batch.ids()[ordinary[i]])) {
        first[words++] = i;
      }
    }
    first[words++] = ordinary.length;
    return new Words(ordinary, Arrays.copyOf(first, words));
  }

  int count() {
    return first.length - 1;
  }

  int tokens(int word) {
    return first[word + 1] - first[word];
  }

  /// Whether `word` follows the one before it without a border of documents or a special token.
  boolean follows(int word) {
    return word > 0 && positions[first[word]] == positions[first[word] - 1] + 1;
  }
}
