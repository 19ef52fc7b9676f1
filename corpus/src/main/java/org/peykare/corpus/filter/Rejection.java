package org.peykare.corpus.filter;

import java.util.Map;

/// Why a filter rejects a text.
///
/// @param reason a short constant in kebab-case
/// @param figures the measure that decided and the threshold it missed
public record Rejection(String reason, Map<String, Double> figures) {
  public Rejection {
    figures = Map.copyOf(figures);
  }

  static Rejection below(String reason, String measure, double value, double least) {
    return new Rejection(reason, Map.of(measure, value, "least", least));
  }

  static Rejection above(String reason, String measure, double value, double most) {
    return new Rejection(reason, Map.of(measure, value, "most", most));
  }
}
