package org.peykare.trainer.ops;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;

/// Finds out at start-up whether the native library computes what it should. A glue library built
/// for another PyTorch loads without complaint and is then silently wrong.
final class SelfTest {
  private SelfTest() {}

  /// @throws IllegalStateException when the library is wrong
  static void run(OpPack pack) {
    try (NDManager manager = pack.newManager()) {
      NDArray ones = manager.ones(new Shape(3));
      check("ones(3)", ones, 1, 1, 1);
      NDArray x = manager.create(new float[] {1, 2, -3});
      x.setRequiresGradient(true);
      try (OpPack.Recording recording = pack.record()) {
        recording.backward(pack.cubes(manager, x));
      }
      check("the gradient of the sum of cubes at 1, 2, -3", x.getGradient(), 3, 12, 27);
    }
  }

  private static void check(String what, NDArray got, float... wanted) {
    boolean good =
        got.getDataType() == DataType.FLOAT32 && Arrays.equals(got.toFloatArray(), wanted);
    if (!good) {
      throw new IllegalStateException(
          "The native library PyTorch is not usable: %s came back as %s %s instead of FLOAT32 %s."
                  .formatted(what, got.getDataType(), got.toDebugString(), Arrays.toString(wanted))
              + " Its Java glue was probably built for another version; remove"
              + " PYTORCH_LIBRARY_PATH and PYTORCH_VERSION from the environment, or rebuild the"
              + " glue against the library's own headers");
    }
  }

  /// Whether the device has the fused AdamW kernel.
  static boolean hasFusedAdamW(OpPack pack) {
    try (NDManager manager = pack.newManager()) {
      List<List<NDArray>> arrays =
          List.of(
              List.of(manager.ones(new Shape(2))),
              List.of(manager.ones(new Shape(2))),
              List.of(manager.zeros(new Shape(2))),
              List.of(manager.zeros(new Shape(2))),
              List.of(manager.zeros(new Shape())));
      pack.adamW(manager, "fused_adamw", arrays, new OpPack.AdamWSettings(0.1, 0.9, 0.99, 1e-8, 0));
      return Math.abs(arrays.getFirst().getFirst().toFloatArray()[0] - 0.9f) < 1e-5f;
    } catch (EngineException e) {
      return false;
    }
  }
}
