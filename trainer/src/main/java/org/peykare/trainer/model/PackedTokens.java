package org.peykare.trainer.model;

import java.util.Arrays;
import org.peykare.trainer.data.Batch;

/// The tokens of a batch, document after document, without the padding.
///
/// @param ids token ids
/// @param positions each token's place in its document
/// @param documents each token's document, counted through the batch
/// @param borders first token of each document, and the number of all tokens
/// @param index each place of the flattened batch among the tokens, -1 for padding
record PackedTokens(int[] ids, int[] positions, int[] documents, int[] borders, int[] index) {
  static PackedTokens of(Batch batch) {
    int most = batch.ids().length;
    int[] ids = new int[most];
    int[] positions = new int[most];
    int[] documents = new int[most];
    int[] borders = new int[most + 1];
    int[] index = new int[most];
    int tokens = 0;
    int count = 0;
    for (int at = 0; at < most; at++) {
      int document = batch.documents()[at];
      if (document == 0) {
        index[at] = -1;
        continue;
      }
      if (at % batch.columns() == 0 || batch.documents()[at - 1] != document) {
        borders[count++] = tokens;
      }
      ids[tokens] = batch.ids()[at];
      positions[tokens] = tokens - borders[count - 1];
      documents[tokens] = count;
      index[at] = tokens++;
    }
    borders[count++] = tokens;
    return new PackedTokens(
        Arrays.copyOf(ids, tokens),
        Arrays.copyOf(positions, tokens),
        Arrays.copyOf(documents, tokens),
        Arrays.copyOf(borders, count),
        index);
  }

  /// Lengths of the documents.
  long[] lengths() {
    long[] lengths = new long[borders.length - 1];
    Arrays.setAll(lengths, i -> borders[i + 1] - borders[i]);
    return lengths;
  }

  /// Where the tokens at `places` of the flattened batch are.
  ///
  /// @throws IllegalArgumentException when there is padding
  int[] at(int[] places) {
    int[] at = new int[places.length];
    for (int i = 0; i < places.length; i++) {
      at[i] = index[places[i]];
      if (at[i] < 0) {
        throw new IllegalArgumentException(
            "Cannot predict a token at place %d of the batch: it is padding".formatted(places[i]));
      }
    }
    return at;
  }
}
