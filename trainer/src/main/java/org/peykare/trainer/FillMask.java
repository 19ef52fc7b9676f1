package org.peykare.trainer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.peykare.trainer.checkpoint.Checkpoints;
import org.peykare.trainer.checkpoint.HuggingFaceFolder;
import org.peykare.trainer.checkpoint.Safetensors;
import org.peykare.trainer.data.Batch;
import org.peykare.trainer.model.MaskedLanguageModel;
import org.peykare.trainer.model.ModelConfig;
import org.peykare.trainer.model.Weights;
import org.peykare.trainer.ops.ComputeDevice;
import org.peykare.trainer.ops.OpPack;
import org.peykare.trainer.ops.Precision;

/// Asks a trained masked language model for the tokens at given positions.
///
/// Ids go in and log-probabilities come out; whoever asks in text encodes with the tokenizer that
/// lies in the checkpoint folder. A sequence should look as in training: [CLS] tokens [SEP].
public final class FillMask implements AutoCloseable {
  private final Path folder;
  private final OpPack pack;
  private final NDManager manager;
  private final MaskedLanguageModel model;

  private FillMask(Path folder, ModelConfig config, OpPack pack) throws IOException {
    this.folder = folder;
    this.pack = pack;
    manager = pack.newManager();
    try (Safetensors.Reader file = HuggingFaceFolder.weights(folder, config)) {
      Weights weights = Weights.of(manager, config, file::values);
      model = new MaskedLanguageModel(config, pack, weights, Precision.FP32);
    }
  }

  /// One sequence and the positions asked for.
  public record Query(int[] ids, int[] positions) {}

  /// Opens a checkpoint folder, or the newest sound one in a training's output folder, on the
  /// device that is chosen by itself.
  ///
  /// @throws IllegalArgumentException when there is no sound checkpoint
  public static FillMask open(Path checkpoint) {
    return open(checkpoint, "auto", 0);
  }

  /// As [#open(Path)], on the device called `device` (`auto`, `cpu`, `gpu` or `gpuN`) with
  /// `threads` threads on the processor (0: all).
  public static FillMask open(Path checkpoint, String device, int threads) {
    try {
      Path folder = Checkpoints.find(checkpoint);
      ModelConfig config = HuggingFaceFolder.config(folder);
      var pack = new OpPack(ComputeDevice.of(device, threads));
      try {
        return new FillMask(folder, config, pack);
      } catch (IOException | RuntimeException e) {
        pack.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot open the model in " + checkpoint, e);
    }
  }

  /// The natural logarithm of each token's probability, by position asked for and token id.
  ///
  /// @throws IllegalArgumentException when an id or a position is out of range
  public float[][] logProbabilities(int[] ids, int[] positions) {
    return logProbabilities(List.of(new Query(ids, positions))).getFirst();
  }

  /// As [#logProbabilities(int[], int[])] for several sequences at once, in their order. One at a
  /// time; from any thread.
  public synchronized List<float[][]> logProbabilities(List<Query> queries) {
    queries.forEach(this::check);
    int columns = queries.stream().mapToInt(query -> query.ids().length).max().orElse(0);
    int asked = queries.stream().mapToInt(query -> query.positions().length).sum();
    if (asked == 0) {
      return queries.stream().map(query -> new float[0][]).toList();
    }
    int[] ids = new int[queries.size() * columns];
    int[] documents = new int[queries.size() * columns];
    int[] positions = new int[asked];
    Arrays.fill(ids, model.config().specialTokens().pad());
    int next = 0;
    for (int row = 0; row < queries.size(); row++) {
      Query query = queries.get(row);
      System.arraycopy(query.ids(), 0, ids, row * columns, query.ids().length);
      Arrays.fill(documents, row * columns, row * columns + query.ids().length, 1);
      for (int position : query.positions()) {
        positions[next++] = row * columns + position;
      }
    }
    return split(queries, answers(new Batch(queries.size(), columns, ids, documents), positions));
  }

  private float[] answers(Batch batch, int[] positions) {
    pack.prepareThread();
    try (NDManager call = pack.newManager()) {
      NDArray logits = model.logits(call, batch, positions);
      return pack.logProbabilities(call, logits).toFloatArray();
    }
  }

  private List<float[][]> split(List<Query> queries, float[] answers) {
    List<float[][]> result = new ArrayList<>();
    int from = 0;
    for (Query query : queries) {
      float[][] rows = new float[query.positions().length][];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = Arrays.copyOfRange(answers, from, from + vocabularySize());
        from += vocabularySize();
      }
      result.add(rows);
    }
    return result;
  }

  private void check(Query query) {
    int most = model.config().shape().maxPositionEmbeddings();
    if (query.ids().length == 0 || query.ids().length > most) {
      throw new IllegalArgumentException(
          "Cannot ask about a sequence of %d tokens (must be 1..%d)"
              .formatted(query.ids().length, most));
    }
    for (int id : query.ids()) {
      if (id < 0 || id >= vocabularySize()) {
        throw new IllegalArgumentException(
            "Unknown token id: %d (must be 0..%d); encode with the tokenizer in %s"
                .formatted(id, vocabularySize() - 1, folder));
      }
    }
    for (int position : query.positions()) {
      if (position < 0 || position >= query.ids().length) {
        throw new IllegalArgumentException(
            "Cannot ask for position %d of a sequence of %d tokens (must be 0..%d)"
                .formatted(position, query.ids().length, query.ids().length - 1));
      }
    }
  }

  /// The checkpoint folder, which also holds `tokenizer.json`.
  public Path folder() {
    return folder;
  }

  /// Id of the token that stands for "predict this".
  public int maskToken() {
    return model.config().specialTokens().mask();
  }

  /// Id of the token that a sequence begins with.
  public int startToken() {
    return model.config().specialTokens().cls();
  }

  /// Id of the token that a sequence ends with.
  public int endToken() {
    return model.config().specialTokens().sep();
  }

  /// Number of token ids, the length of each answer.
  public int vocabularySize() {
    return model.config().vocabSize();
  }

  @Override
  public void close() {
    manager.close();
    pack.close();
  }
}
