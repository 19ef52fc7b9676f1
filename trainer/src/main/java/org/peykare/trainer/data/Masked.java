package org.peykare.trainer.data;

import java.util.Arrays;

/// A batch with tokens hidden.
///
/// The loss of the batch is the sum of weight times negative log-likelihood over the targets,
/// divided by `normalizer`. Parts of a batch keep the normalizer of the whole, so that their losses
/// and gradients add up to those of the whole.
///
/// @param batch the batch as the model sees it
/// @param positions of the tokens to predict, ascending, in the flattened batch
/// @param targets the ids they had
/// @param weights what each counts
/// @param normalizer what the weighted sum is divided by
public record Masked(
    Batch batch, int[] positions, int[] targets, float[] weights, double normalizer) {

  /// The sequences `from` to `to - 1` as a batch of their own.
  public Masked rows(int from, int to) {
    int columns = batch.columns();
    int first = lowerBound(from * columns);
    int last = lowerBound(to * columns);
    int[] shifted = Arrays.copyOfRange(positions, first, last);
    for (int i = 0; i < shifted.length; i++) {
      shifted[i] -= from * columns;
    }
    return new Masked(
        new Batch(
            to - from,
            columns,
            Arrays.copyOfRange(batch.ids(), from * columns, to * columns),
            Arrays.copyOfRange(batch.documents(), from * columns, to * columns)),
        shifted,
        Arrays.copyOfRange(targets, first, last),
        Arrays.copyOfRange(weights, first, last),
        normalizer);
  }

  private int lowerBound(int position) {
    int at = Arrays.binarySearch(positions, position);
    return at < 0 ? -at - 1 : at;
  }
}
