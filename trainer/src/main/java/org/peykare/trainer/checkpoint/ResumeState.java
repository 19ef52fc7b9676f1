package org.peykare.trainer.checkpoint;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.peykare.formats.JsonCodec;
import org.peykare.trainer.data.DataPosition;
import org.peykare.trainer.loop.GuardState;
import org.peykare.trainer.loop.HeldOut;

/// `resume.json`, and the optimizer's moments in `optimizer.safetensors` beside it: what a training
/// needs, beyond the model, to go on as if it had never stopped. Weights, order and masks follow
/// from the seed, the step and the position, so no generator has a state to keep.
///
/// @param version of this layout, [#VERSION]
/// @param step steps done
/// @param position where the next batch begins
/// @param datasetSha256 of the `dataset.json` trained on
/// @param settings all settings, most of which must be the same to go on
/// @param before held-out figures before the first step
/// @param guards what the guards have learnt; as at the start where an earlier release wrote it
public record ResumeState(
    int version,
    int step,
    DataPosition position,
    String datasetSha256,
    Map<String, String> settings,
    HeldOut before,
    GuardState guards) {

  /// The layout version this code writes and reads.
  public static final int VERSION = 1;

  private static final String FILE = "resume.json";
  private static final String MOMENTS = "optimizer.safetensors";
  private static final JsonCodec<ResumeState> CODEC = JsonCodec.of(ResumeState.class);

  public ResumeState {
    settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    guards = guards == null ? GuardState.START : guards;
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "Cannot resume from a state of version %d (must be %d)".formatted(version, VERSION));
    }
  }

  /// Writes the state and the moments into a checkpoint's folder.
  public void write(Path folder, Map<String, NDArray> moments) throws IOException {
    List<Safetensors.Source> sources = new ArrayList<>();
    moments.forEach((name, array) ->
        sources.add(
            new Safetensors.Source(
                name, array.getShape().getShape(), () -> HuggingFaceFolder.bytes(array))));
    Safetensors.write(folder.resolve(MOMENTS), Map.of(), sources);
    Files.writeString(folder.resolve(FILE), CODEC.toPrettyJson(this));
  }

  /// The state in a checkpoint's folder.
  public static ResumeState read(Path folder) throws IOException {
    return CODEC.fromBytes(Files.readAllBytes(folder.resolve(FILE)));
  }

  /// The optimizer's moments in a checkpoint's folder.
  public static Safetensors.Reader moments(Path folder) throws IOException {
    return Safetensors.read(folder.resolve(MOMENTS));
  }
}
