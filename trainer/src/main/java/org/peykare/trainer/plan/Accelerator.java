package org.peykare.trainer.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A kind of GPU.
///
/// @param name as it is asked for
/// @param peakFlops bf16 operations a second, dense, as its maker states
/// @param memoryBytes its memory
/// @param dollarsPerHour what renting one cost lately; missing where no source was at hand
/// @param source of the price
public record Accelerator(
    String name,
    double peakFlops,
    long memoryBytes,
    @Nullable Double dollarsPerHour,
    String source) {

  private static final double TERA = 1e12;
  private static final long GB = 1_000_000_000L;

  /// Peaks: NVIDIA's data sheets. Prices: the middle of what was asked; they change by the month,
  /// so one's own should be given.
  private static final List<Accelerator> TABLE =
      List.of(
          new Accelerator(
              "h200", 989 * TERA, 141 * GB, 4.0, "specialised clouds 3.50-4.50, May 2026"),
          new Accelerator(
              "h100", 989 * TERA, 80 * GB, 3.0, "specialised clouds 2.50-3.50, May 2026"),
          new Accelerator(
              "a100", 312 * TERA, 80 * GB, 1.3, "specialised clouds 1.10-1.50, May 2026"),
          new Accelerator("rtx4090", 165 * TERA, 24 * GB, 0.34, "one market, March 2026"),
          new Accelerator("l4", 121 * TERA, 24 * GB, null, "none at hand"));

  public Accelerator {
    if (!(peakFlops > 0) || memoryBytes < 1) {
      throw new IllegalArgumentException(
          "Invalid GPU %s: %s operations a second and %d bytes (must be above 0)"
              .formatted(name, peakFlops, memoryBytes));
    }
  }

  /// The kinds that are known by name.
  public static List<Accelerator> table() {
    return TABLE;
  }

  /// The kind called `name`.
  ///
  /// @throws IllegalArgumentException when there is none
  public static Accelerator named(String name) {
    return TABLE.stream()
        .filter(kind -> kind.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "Unknown kind of GPU: %s (must be one of %s; for another one give its peak, memory and price)"
                    .formatted(name, String.join(", ", names()))));
  }

  /// The names that [#named] knows.
  public static List<String> names() {
    return TABLE.stream().map(Accelerator::name).toList();
  }
}
