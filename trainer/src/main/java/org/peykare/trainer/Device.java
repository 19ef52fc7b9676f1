package org.peykare.trainer;

import org.peykare.trainer.ops.ComputeDevice;
import org.peykare.trainer.ops.OpPack;

/// What training and asking would run on here.
public final class Device {
  private Device() {}

  /// Starts the native library, tests that it computes rightly, and says what it is, for example
  /// `PyTorch 2.7.1 on cpu, 8 threads`.
  ///
  /// @throws IllegalStateException when the library does not start or computes wrongly; the message
  ///   says what to do
  public static String describe() {
    try (var pack = new OpPack(ComputeDevice.of("auto", 0))) {
      return pack.describe();
    }
  }
}
