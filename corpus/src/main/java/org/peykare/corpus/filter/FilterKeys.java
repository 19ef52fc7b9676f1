package org.peykare.corpus.filter;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.peykare.corpus.boilerplate.BoilerplateLimits;
import org.peykare.corpus.document.QualityBand;

/// The filters' values by their names in settings.
final class FilterKeys {
  private static final List<String> GENERAL =
      List.of(
          "least-words",
          "most-words",
          "listing-entries",
          "listing-stretch",
          "unwanted-words",
          "quality-least",
          "boilerplate-documents",
          "boilerplate-share",
          "mask");

  private FilterKeys() {}

  static FilterConfig with(FilterConfig config, String name, String value) {
    int dot = name.indexOf('.');
    if (dot > 0) {
      String language = name.substring(0, dot);
      Map<String, Thresholds> languages = new HashMap<>(config.languages());
      Thresholds thresholds = config.thresholds(language);
      languages.put(language, thresholds.with(name.substring(dot + 1), number(name, value)));
      return config.withLanguages(languages);
    }
    if (!GENERAL.contains(name)) {
      throw new IllegalArgumentException(
          "Invalid setting corpus.filter.%s: there is none of that name (known: %s, and LANGUAGE.NAME with one of %s, for example fa.ended-lines)"
              .formatted(name, String.join(", ", GENERAL), String.join(", ", Thresholds.NAMES)));
    }
    return new FilterConfig(
        name.equals("least-words") ? whole(name, value) : config.leastWords(),
        name.equals("most-words") ? whole(name, value) : config.mostWords(),
        name.equals("listing-entries") ? (int) whole(name, value) : config.listingEntries(),
        name.equals("listing-stretch") ? number(name, value) : config.listingStretch(),
        name.equals("unwanted-words") ? number(name, value) : config.unwantedWords(),
        name.equals("quality-least") ? band(value) : config.qualityLeast(),
        name.startsWith("boilerplate-")
            ? boilerplate(config.boilerplate(), name, value)
            : config.boilerplate(),
        name.equals("mask") ? kinds(value) : config.masked(),
        config.languages());
  }

  private static QualityBand band(String value) {
    return Arrays.stream(QualityBand.values())
        .filter(band -> band.name().toLowerCase(Locale.ROOT).equals(value.strip()))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "Invalid corpus.filter.quality-least: %s (must be head, middle or tail)"
                    .formatted(value)));
  }

  private static BoilerplateLimits boilerplate(
      BoilerplateLimits limits, String name, String value) {
    return name.equals("boilerplate-documents")
        ? new BoilerplateLimits((int) whole(name, value), limits.share())
        : new BoilerplateLimits(limits.documents(), number(name, value));
  }

  private static Set<PersonalData.Kind> kinds(String value) {
    Set<PersonalData.Kind> kinds = EnumSet.noneOf(PersonalData.Kind.class);
    if (value.strip().equals("none")) {
      return kinds;
    }
    for (String part : value.strip().split("\\s*,\\s*", -1)) {
      kinds.add(kind(part));
    }
    return kinds;
  }

  private static PersonalData.Kind kind(String name) {
    return Arrays.stream(PersonalData.Kind.values())
        .filter(kind -> keyOf(kind).equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "Invalid corpus.filter.mask: %s (must be none, or some of %s)"
                    .formatted(
                        name,
                        Arrays.stream(PersonalData.Kind.values())
                            .map(FilterKeys::keyOf)
                            .collect(Collectors.joining(", ")))));
  }

  private static String keyOf(PersonalData.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static long whole(String name, String value) {
    double number = number(name, value);
    if (number != Math.rint(number) || number > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "Invalid corpus.filter.%s: %s (must be a whole number)".formatted(name, value));
    }
    return (long) number;
  }

  private static double number(String name, String value) {
    double number;
    try {
      number = Double.parseDouble(value.strip());
    } catch (NumberFormatException e) {
      number = -1;
    }
    if (!Double.isFinite(number) || number < 0) {
      throw new IllegalArgumentException(
          "Invalid corpus.filter.%s: %s (must be a number, 0 or more)".formatted(name, value));
    }
    return number;
  }
}
