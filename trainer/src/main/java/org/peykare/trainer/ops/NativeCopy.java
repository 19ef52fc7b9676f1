package org.peykare.trainer.ops;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;

/// Makes long-lived arrays. On the processor DJL does not copy what it is given but computes in the
/// Java side's memory: in a mapped file that is about to be closed, at an address whose alignment
/// is chance. These methods give arrays in the native library's own memory.
public final class NativeCopy {
  private NativeCopy() {}

  /// An array of 32-bit values in native byte order.
  public static NDArray of(NDManager manager, ByteBuffer values, long... shape) {
    return copy(manager.create(values, new Shape(shape), DataType.FLOAT32));
  }

  /// An array of the given values.
  public static NDArray of(NDManager manager, float[] values, long... shape) {
    return copy(manager.create(values, new Shape(shape)));
  }

  private static NDArray copy(NDArray borrowed) {
    try (borrowed) {
      return borrowed.duplicate();
    }
  }
}
