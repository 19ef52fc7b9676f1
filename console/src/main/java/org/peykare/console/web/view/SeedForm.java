package org.peykare.console.web.view;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.peykare.crawler.seed.Seed;
import org.peykare.crawler.seed.SeedKind;

/// A form for a seed, as it was filled in.
///
/// @param purpose whether a seed is added or changed
/// @param values what stands in each field; several values of one field are on lines
/// @param errors what is wrong with a field, in the reader's language
public record SeedForm(Purpose purpose, Map<String, String> values, Map<String, String> errors) {
  /// What the form is for.
  public enum Purpose {
    /// A new seed.
    ADD,
    /// A seed that is there; its id stays.
    EDIT
  }

  public SeedForm {
    values = Map.copyOf(values);
    errors = Map.copyOf(errors);
  }

  /// A form that nothing was filled in yet.
  public static SeedForm empty() {
    return new SeedForm(Purpose.ADD, Map.of("kind", "SITE", "scope", "HOST"), Map.of());
  }

  /// The form of a seed that is there.
  public static SeedForm of(Seed seed) {
    return new SeedForm(
        Purpose.EDIT,
        Map.ofEntries(
            Map.entry("id", seed.id()),
            Map.entry("start_urls", String.join("\n", seed.startUrls())),
            Map.entry("kind", seed.kind().name()),
            Map.entry("scope", seed.scope().name()),
            Map.entry("include", text(seed.include())),
            Map.entry("exclude", text(seed.exclude())),
            Map.entry("max_depth", text(seed.maxDepth())),
            Map.entry("max_pages", limit(seed.maxPages())),
            Map.entry("max_megabytes", limit(seed.maxBytes() / 1_000_000)),
            Map.entry("delay", text(seed.delay())),
            Map.entry("revisit", text(seed.revisit())),
            Map.entry("languages", String.join(", ", seed.languages())),
            Map.entry(
                "discover",
                seed.discover() == null
                    ? ""
                    : seed.discover().stream().map(Enum::name).collect(Collectors.joining("\n"))),
            Map.entry("discovery", seed.discover() == null ? "KIND" : "OWN"),
            Map.entry("opt_outs", seed.optOuts().name()),
            Map.entry("state", seed.state().name())),
        Map.of());
  }

  /// Whether a seed that is there is changed.
  public boolean editing() {
    return purpose == Purpose.EDIT;
  }

  /// What stands in a field.
  public String value(String field) {
    return values.getOrDefault(field, "");
  }

  /// Whether a choice is made.
  public boolean chosen(String field, String value) {
    return Arrays.asList(value(field).split("\n")).contains(value);
  }

  /// What is wrong with a field; empty where nothing is.
  public String error(String field) {
    return errors.getOrDefault(field, "");
  }

  /// Whether fields that most seeds leave alone have something to show.
  public boolean showsMore() {
    return List.of(
            "include",
            "exclude",
            "max_depth",
            "max_pages",
            "max_megabytes",
            "delay",
            "revisit",
            "languages",
            "discover")
        .stream()
        .anyMatch(field -> !value(field).isEmpty() || !error(field).isEmpty());
  }

  /// The kinds of seeds.
  public List<String> kinds() {
    return Arrays.stream(SeedKind.values()).map(Enum::name).toList();
  }

  /// The kinds of scopes.
  public List<String> scopes() {
    return Arrays.stream(Seed.ScopeKind.values()).map(Enum::name).toList();
  }

  /// What can be read for new URLs.
  public List<String> discoveries() {
    return Arrays.stream(Seed.Discovery.values()).map(Enum::name).toList();
  }

  /// The policies for opt-outs.
  public List<String> optOuts() {
    return Arrays.stream(Seed.OptOuts.values()).map(Enum::name).toList();
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  private static String limit(long value) {
    return value == 0 ? "" : Long.toString(value);
  }

  /// A duration as people write it: `90s`, `6h`, `7d`.
  private static String text(@Nullable Duration value) {
    if (value == null) {
      return "";
    }
    long millis = value.toMillis();
    if (millis % 86_400_000 == 0 && millis > 0) {
      return millis / 86_400_000 + "d";
    }
    if (millis % 3_600_000 == 0 && millis > 0) {
      return millis / 3_600_000 + "h";
    }
    if (millis % 60_000 == 0 && millis > 0) {
      return millis / 60_000 + "m";
    }
    return millis % 1_000 == 0 ? millis / 1_000 + "s" : String.format(Locale.ROOT, "%dms", millis);
  }
}
