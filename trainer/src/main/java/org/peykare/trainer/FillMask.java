package org.peykare.trainer;

import java.nio.file.Path;
import java.util.List;

/// Asks a trained masked language model for the tokens at given positions.
///
/// Ids go in and log-probabilities come out; whoever asks in text encodes with the tokenizer that
/// lies in the checkpoint folder. A sequence should look as in training: [CLS] tokens [SEP].
public final class FillMask implements AutoCloseable {
  private final Path folder;

  private FillMask(Path folder) {
    this.folder = folder;
  }

  /// One sequence and the positions asked for.
  public record Query(int[] ids, int[] positions) {}

  /// Opens a checkpoint folder, or the newest sound one in a training's output folder.
  ///
  /// @throws IllegalArgumentException when there is no sound checkpoint
  public static FillMask open(Path checkpoint) {
    return new FillMask(checkpoint);
  }

  /// The natural logarithm of each token's probability, by position asked for and token id.
  public float[][] logProbabilities(int[] ids, int[] positions) {
    return logProbabilities(List.of(new Query(ids, positions))).getFirst();
  }

  /// As [#logProbabilities(int[], int[])] for several sequences at once, in their order.
  public List<float[][]> logProbabilities(List<Query> queries) {
    throw new UnsupportedOperationException(queries.toString());
  }

  /// The checkpoint folder, which also holds `tokenizer.json`.
  public Path folder() {
    return folder;
  }

  /// Id of the token that stands for "predict this".
  public int maskToken() {
    throw new UnsupportedOperationException();
  }

  /// Number of token ids, the length of each answer.
  public int vocabularySize() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
