package org.peykare.trainer.ops;

/// Number format of the heavy operations. Master weights, optimizer and losses are always 32-bit.
public enum Precision {
  /// 32-bit floats throughout.
  FP32,
  /// 16-bit brain floats inside the layers; for processors and GPUs that have them in hardware.
  BF16
}
