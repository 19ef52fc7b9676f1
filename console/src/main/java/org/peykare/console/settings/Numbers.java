package org.peykare.console.settings;

import java.util.Optional;

/// Numbers in settings; `_` may group digits.
final class Numbers {
  private Numbers() {}

  static Optional<Integer> integer(String raw) {
    try {
      return Optional.of(Integer.parseInt(raw.strip().replace("_", "")));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  static Optional<Double> decimal(String raw) {
    try {
      return Optional.of(Double.parseDouble(raw.strip().replace("_", "")));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
