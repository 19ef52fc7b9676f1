package org.peykare.trainer.ops;

import ai.djl.Device;

/// Where the heavy operations run.
///
/// @param device DJL's name of it
/// @param threads threads on the processor; 0 for all processors
public record ComputeDevice(Device device, int threads) {

  /// The device called `name`: `cpu`, `gpu`, `gpuN`, or `auto`, the first GPU that the native
  /// library can use, else the processor.
  ///
  /// @throws IllegalArgumentException when there is no such device here
  public static ComputeDevice of(String name, int threads) {
    int gpus = name.equals("cpu") ? 0 : NativeEngine.gpus();
    if (name.equals("cpu") || (name.equals("auto") && gpus == 0)) {
      return new ComputeDevice(Device.cpu(), threads);
    }
    if (!name.matches("auto|gpu[0-9]{0,4}")) {
      throw new IllegalArgumentException(
          "Unknown device: %s (must be auto, cpu, gpu or gpuN)".formatted(name));
    }
    String digits = name.replaceAll("[^0-9]", "");
    int index = digits.isEmpty() ? 0 : Integer.parseInt(digits);
    if (index >= gpus) {
      throw new IllegalArgumentException(
          "Cannot train on %s: the native library sees %d GPUs; use --device cpu, or a native"
                  .formatted(name, gpus)
              + " library built for this machine's GPU");
    }
    return new ComputeDevice(Device.gpu(index), threads);
  }

  /// Its name, as `cpu` or `gpu0`.
  public String name() {
    return device.isGpu() ? "gpu" + device.getDeviceId() : "cpu";
  }
}
