package org.peykare.console.settings;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as people write them: `250ms`, `1s`, `1.5s`, `2m`, `1h`, `3d`; `0` needs no unit.
public final class Durations {
  private static final Pattern FORM = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(ms|s|m|h|d)");

  private Durations() {}

  /// The duration `raw` says; empty where it is none.
  public static Optional<Duration> parse(String raw) {
    String text = raw.strip();
    if (text.equals("0")) {
      return Optional.of(Duration.ZERO);
    }
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    double millis =
        Double.parseDouble(matcher.group(1))
            * switch (matcher.group(2)) {
              case "ms" -> 1;
              case "s" -> 1_000;
              case "m" -> 60_000;
              case "h" -> 3_600_000;
              default -> 86_400_000;
            };
    return millis > Long.MAX_VALUE / 2_000_000.0
        ? Optional.empty()
        : Optional.of(Duration.ofMillis(Math.round(millis)));
  }
}
