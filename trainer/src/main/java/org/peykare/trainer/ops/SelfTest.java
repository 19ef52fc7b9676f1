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
  private static final String UNUSABLE = "The native library PyTorch is not usable: ";

  private static final String REMEDY =
      " Its Java glue was probably built for another version; remove PYTORCH_LIBRARY_PATH and"
          + " PYTORCH_VERSION from the environment, or rebuild the glue against the library's own"
          + " headers";

  private SelfTest() {}

  /// @throws IllegalStateException when plain arrays are wrong
  static void arrays(NDManager manager) {
    try {
      check("ones(3)", manager.ones(new Shape(3)), 1, 1, 1);
    } catch (EngineException e) {
      throw new IllegalStateException(
          UNUSABLE + "ones(3) gave \"" + e.getMessage() + "\"." + REMEDY, e);
    }
  }

  /// @throws IllegalStateException when a gradient is wrong
  static void gradient(OpPack pack) {
    try (NDManager manager = pack.newManager()) {
      NDArray x = manager.create(new float[] {1, 2, -3});
      x.setRequiresGradient(true);
      try (OpPack.Recording recording = pack.record()) {
        recording.backward(pack.cubes(manager, x));
      }
      check("the gradient of the sum of cubes at 1, 2, -3", x.getGradient(), 3, 12, 27);
    }
  }

  /// @throws IllegalStateException when `got` is not of these 32-bit values
  static void check(String what, NDArray got, float... wanted) {
    boolean good =
        got.getDataType() == DataType.FLOAT32 && Arrays.equals(got.toFloatArray(), wanted);
    if (!good) {
      throw new IllegalStateException(
          UNUSABLE
              + "%s came back as %s %s instead of FLOAT32 %s."
                  .formatted(what, got.getDataType(), got.toDebugString(), Arrays.toString(wanted))
              + REMEDY);
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

  /// Whether the device's kernel for documents of any length is there and agrees with attention
  /// document by document, with its gradient and within 16 bits.
  static boolean hasAttentionKernel(OpPack pack) {
    try (NDManager manager = pack.newManager()) {
      int[] borders = {0, 70, 75, 128};
      NDArray q = wave(manager, 0.011f);
      NDArray k = wave(manager, 0.007f);
      NDArray v = wave(manager, 0.005f);
      float[] wanted =
          attend(pack, manager, q, k, v, pack.documents(manager, new long[] {70, 5, 53}));
      float[] got = attend(pack, manager, q, k, v, pack.kernel(manager, borders, -1, 70));
      double worst = 0;
      for (int i = 0; i < wanted.length; i++) {
        worst = Math.max(worst, Math.abs(wanted[i] - got[i]));
      }
      return worst < 0.03;
    } catch (EngineException e) {
      return false;
    }
  }

  private static NDArray wave(NDManager manager, float step) {
    return manager.arange(0f, 128 * 2 * 32, 1f).mul(step).sin().reshape(128, 2, 32);
  }

  /// The result and the gradient of its sum of cubes by `v`, one after the other.
  private static float[] attend(
      OpPack pack, NDManager manager, NDArray q, NDArray k, NDArray v, OpPack.Attention attention) {
    NDArray values = v.duplicate();
    values.setRequiresGradient(true);
    NDArray mixed;
    try (OpPack.Recording recording = pack.record()) {
      mixed = pack.mixRounded(manager, q, k, values, attention);
      recording.backward(pack.cubes(manager, mixed));
    }
    return mixed.concat(values.getGradient()).toFloatArray();
  }
}
