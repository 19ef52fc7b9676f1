package org.peykare.trainer.journal;

import org.jspecify.annotations.Nullable;
import org.peykare.formats.JsonCodec;

/// What turns operations into a share of the device's peak, and time into money.
///
/// @param peakFlops operations a second of the device at its peak; missing: not known
/// @param pricePerHour of the device; missing: not known
/// @param currency of the price
public record DeviceRates(
    @Nullable Double peakFlops, @Nullable Double pricePerHour, String currency) {

  /// JSON, to be handed to another process.
  public static final JsonCodec<DeviceRates> CODEC = JsonCodec.of(DeviceRates.class);

  /// Nothing is known of the device.
  public static final DeviceRates UNKNOWN = new DeviceRates(null, null, "$");

  private static final double SECONDS_PER_HOUR = 3600;

  public DeviceRates {
    if ((peakFlops != null && !(peakFlops > 0)) || (pricePerHour != null && !(pricePerHour >= 0))) {
      throw new IllegalArgumentException(
          "Invalid rates of a device: peak %s (must be above 0), price %s (must be 0 or more)"
              .formatted(peakFlops, pricePerHour));
    }
  }

  @Nullable Double utilization(double flopsPerSecond) {
    return peakFlops == null ? null : flopsPerSecond / peakFlops;
  }

  @Nullable Double cost(double seconds) {
    return pricePerHour == null ? null : pricePerHour * seconds / SECONDS_PER_HOUR;
  }
}
