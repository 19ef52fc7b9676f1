package org.peykare.console.plan;

import org.jspecify.annotations.Nullable;
import org.peykare.trainer.journal.DeviceRates;
import org.peykare.trainer.plan.Accelerator;

/// What an installation knows of its GPUs; used by plans and by running trainings.
///
/// @param kind name of the kind; missing: not known
/// @param count number of them
/// @param utilization share of the peak that trainings reached here
/// @param dollarsPerHour of one; missing: as the table says
/// @param currency name of the currency that costs are told in
/// @param unitsPerDollar of that currency
public record GpuSettings(
    @Nullable String kind,
    int count,
    @Nullable Double utilization,
    @Nullable Double dollarsPerHour,
    String currency,
    double unitsPerDollar) {

  /// Nothing known, costs in dollars.
  public static GpuSettings unknown() {
    return new GpuSettings(null, 1, null, null, "$", 1);
  }

  /// What a running training reports with.
  ///
  /// @throws IllegalArgumentException when the kind is not in the table
  public DeviceRates rates() {
    Accelerator known = kind == null ? null : Accelerator.named(kind);
    Double dollars =
        dollarsPerHour != null || known == null ? dollarsPerHour : known.dollarsPerHour();
    return new DeviceRates(
        known == null ? null : known.peakFlops(),
        dollars == null ? null : dollars * unitsPerDollar,
        currency);
  }
}
