package org.peykare.crawler.seed;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.peykare.formats.url.UrlNormalForm;

/// What a seed must be like; messages say what was found and what would be right.
final class SeedChecks {
  private SeedChecks() {}

  static void id(@Nullable String id) {
    if (id == null || id.isBlank() || id.length() > 200) {
      throw new IllegalArgumentException(
          "Invalid seed id: '%s' (must be 1..200 characters)".formatted(id));
    }
  }

  /// The URLs in normal form, each once.
  static List<String> startUrls(String id, @Nullable List<String> urls) {
    if (urls == null || urls.isEmpty()) {
      throw new IllegalArgumentException(
          "Invalid seed %s: no start URLs (must be at least one in start_urls)".formatted(id));
    }
    return urls.stream()
        .map(url ->
            UrlNormalForm.parse(url)
                .orElseThrow(() ->
                    new IllegalArgumentException(
                        "Invalid start URL of seed %s: %s (must be an absolute http or https URL)"
                            .formatted(id, url)))
                .toString())
        .distinct()
        .toList();
  }

  static void pattern(String id, String name, @Nullable String pattern) {
    if (pattern == null) {
      return;
    }
    try {
      Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "Invalid %s of seed %s: %s (must be a regular expression: %s)"
              .formatted(name, id, pattern, e.getDescription()),
          e);
    }
  }

  static void depth(String id, @Nullable Integer depth) {
    check(depth == null || depth >= 0 && depth <= 1_000, id, "max_depth", depth, "0..1000");
  }

  static void limit(String id, String name, long limit) {
    check(limit >= 0, id, name, limit, "0 or more; 0 is no limit");
  }

  static void delay(String id, @Nullable Duration delay) {
    check(
        delay == null || !delay.isNegative() && delay.compareTo(Duration.ofDays(1)) <= 0,
        id,
        "delay",
        delay,
        "PT0S to P1D");
  }

  static void revisit(String id, @Nullable Duration revisit) {
    check(
        revisit == null || revisit.compareTo(Duration.ofSeconds(1)) >= 0,
        id,
        "revisit",
        revisit,
        "at least PT1S");
  }

  private static void check(
      boolean valid, String id, String name, @Nullable Object value, String range) {
    if (!valid) {
      throw new IllegalArgumentException(
          "Invalid %s of seed %s: %s (must be %s)".formatted(name, id, value, range));
    }
  }
}
