package org.peykare.console.settings;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Sizes as people write them: `500MiB`, `2GiB`, `1.5 TiB`; a bare number is bytes.
public final class Sizes {
  private static final Pattern FORM =
      Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([KMGT]i?B|B|)", Pattern.CASE_INSENSITIVE);
  private static final String UNITS = "BKMGT";

  private Sizes() {}

  /// The bytes that `raw` says; empty where it says none.
  public static Optional<Long> parse(String raw) {
    Matcher matcher = FORM.matcher(raw.strip().replace("_", ""));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String unit = matcher.group(2).toUpperCase(Locale.ROOT);
    double base = unit.contains("I") ? 1024 : 1000;
    int power = unit.isEmpty() ? 0 : UNITS.indexOf(unit.charAt(0));
    double bytes = Double.parseDouble(matcher.group(1)) * Math.pow(base, power);
    return bytes > Long.MAX_VALUE / 2.0 ? Optional.empty() : Optional.of(Math.round(bytes));
  }

  /// `bytes` for people: `1.5 GiB`.
  public static String text(long bytes) {
    if (bytes < 1024) {
      return bytes + " bytes";
    }
    int power = (63 - Long.numberOfLeadingZeros(bytes)) / 10;
    return "%.1f %ciB".formatted(bytes / Math.pow(1024, power), "BKMGTPE".charAt(power));
  }
}
