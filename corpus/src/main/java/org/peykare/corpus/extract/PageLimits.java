package org.peykare.corpus.extract;

import java.time.Duration;

/// Limits on one page, so that no page stops the stream.
///
/// @param maxBytes bytes of a body that are read; the rest is cut off
/// @param maxDepth depth of the element tree; deeper elements are flattened
/// @param maxElements elements of a page; a page with more is not read
/// @param maxTime time to parse one page, and as much again for its text and the filters
public record PageLimits(int maxBytes, int maxDepth, int maxElements, Duration maxTime) {
  public PageLimits {
    require("max-bytes", maxBytes, 1 << 10, 64 << 20);
    require("max-depth", maxDepth, 16, 2_048);
    require("max-elements", maxElements, 100, 5_000_000);
    require("max-time (milliseconds)", maxTime.toMillis(), 10, 600_000);
  }

  /// 8 MiB, 256 levels, 200,000 elements, 5 s.
  public static PageLimits defaults() {
    return new PageLimits(8 << 20, 256, 200_000, Duration.ofSeconds(5));
  }

  private static void require(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "Invalid corpus.limits.%s: %d (must be %d to %d)".formatted(name, value, least, most));
    }
  }
}
