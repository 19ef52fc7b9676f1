package org.peykare.console.web.view;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a training would take.
public sealed interface Estimate {
  /// Reckoned.
  ///
  /// @param steps of the training
  /// @param time from the first step to the last
  /// @param epochs readings of the snapshot
  /// @param cost missing where no price is known
  /// @param currency of the cost
  record Known(int steps, Duration time, double epochs, @Nullable Double cost, String currency)
      implements Estimate {}

  /// Neither a run nor a GPU is known here.
  record Unknown() implements Estimate {}
}
