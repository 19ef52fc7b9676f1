package org.peykare.console.plan;

import org.jspecify.annotations.Nullable;
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

  /// bf16 operations a second of the kind at its peak; null where none is known.
  public @Nullable Double peakFlops() {
    return kind == null ? null : Accelerator.named(kind).peakFlops();
  }

  /// What one of them costs an hour in the currency; null where not known.
  public @Nullable Double pricePerHour() {
    Double dollars = dollarsPerHour;
    if (dollars == null && kind != null) {
      dollars = Accelerator.named(kind).dollarsPerHour();
    }
    return dollars == null ? null : dollars * unitsPerDollar;
  }
}
