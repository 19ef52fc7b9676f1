package org.peykare.console.web;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.peykare.console.settings.Durations;
import org.peykare.console.web.view.SeedForm;
import org.peykare.console.web.view.Texts;
import org.peykare.crawler.seed.Seed;
import org.peykare.crawler.seed.SeedBuilder;
import org.peykare.crawler.seed.SeedKind;
import org.peykare.formats.url.UrlNormalForm;

/// Reads the seed form. Every field is looked at, so that all problems show at once, each beside
/// its field.
final class SeedFields {
  private static final List<String> FIELDS =
      List.of(
          "id",
          "start_urls",
          "kind",
          "scope",
          "include",
          "exclude",
          "max_depth",
          "max_pages",
          "max_megabytes",
          "delay",
          "revisit",
          "languages",
          "discover",
          "discovery",
          "opt_outs",
          "state");
  private static final long MEGABYTE = 1_000_000;

  private final Texts texts;
  private final SeedForm.Purpose purpose;
  private final Map<String, String> values = new HashMap<>();
  private final Map<String, String> errors = new HashMap<>();

  SeedFields(Context context, Texts texts) {
    this.texts = texts;
    this.purpose =
        "EDIT".equals(context.formParam("purpose")) ? SeedForm.Purpose.EDIT : SeedForm.Purpose.ADD;
    for (String field : FIELDS) {
      values.put(field, String.join("\n", context.formParams(field)).replace("\r\n", "\n").strip());
    }
  }

  /// What a form says.
  sealed interface Read {
    /// A seed.
    record Sound(Seed seed) implements Read {}

    /// Something that is no seed; the form says why.
    record Faulty(SeedForm form) implements Read {}
  }

  Read read() {
    List<String> urls = urls();
    String id = id(urls);
    SeedBuilder builder =
        Seed.builder(id, urls)
            .kind(choice("kind", SeedKind.class, SeedKind.SITE))
            .scope(choice("scope", Seed.ScopeKind.class, Seed.ScopeKind.HOST))
            .include(pattern("include"))
            .exclude(pattern("exclude"))
            .maxDepth(number("max_depth", 1_000).map(Long::intValue).orElse(null))
            .maxPages(number("max_pages", Long.MAX_VALUE / MEGABYTE).orElse(0L))
            .maxBytes(number("max_megabytes", Long.MAX_VALUE / MEGABYTE).orElse(0L) * MEGABYTE)
            .delay(duration("delay", Duration.ZERO))
            .revisit(duration("revisit", Duration.ofSeconds(1)))
            .languages(languages())
            .discover(discover())
            .optOuts(choice("opt_outs", Seed.OptOuts.class, Seed.OptOuts.HONOUR))
            .state(choice("state", Seed.State.class, Seed.State.ACTIVE));
    if (errors.isEmpty()) {
      try {
        return new Read.Sound(builder.build());
      } catch (IllegalArgumentException e) {
        errors.put("start_urls", String.valueOf(e.getMessage()));
      }
    }
    return new Read.Faulty(new SeedForm(purpose, values, errors));
  }

  private List<String> urls() {
    List<String> lines =
        Arrays.stream(value("start_urls").split("\\s+"))
            .filter(line -> !line.isEmpty())
            .map(line -> line.contains("://") ? line : "https://" + line)
            .toList();
    if (lines.isEmpty()) {
      errors.put("start_urls", texts.of("seed.error.start-urls.none"));
      return List.of("https://unknown.invalid/");
    }
    List<String> wrong =
        lines.stream().filter(line -> UrlNormalForm.parse(line).isEmpty()).toList();
    if (!wrong.isEmpty()) {
      errors.put("start_urls", texts.of("seed.error.start-urls", String.join(", ", wrong)));
      return List.of("https://unknown.invalid/");
    }
    return lines;
  }

  private String id(List<String> urls) {
    String id = value("id");
    if (id.length() > 200) {
      errors.put("id", texts.of("seed.error.id"));
      return "unknown";
    }
    return id.isEmpty() ? UrlNormalForm.parse(urls.getFirst()).orElseThrow().authority() : id;
  }

  private <E extends Enum<E>> E choice(String field, Class<E> type, E otherwise) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.name().equals(value(field)))
        .findFirst()
        .orElse(otherwise);
  }

  private @Nullable String pattern(String field) {
    String pattern = value(field);
    if (pattern.isEmpty()) {
      return null;
    }
    try {
      return Pattern.compile(pattern).pattern();
    } catch (PatternSyntaxException e) {
      errors.put(field, texts.of("seed.error.pattern", e.getDescription()));
      return null;
    }
  }

  private Optional<Long> number(String field, long most) {
    return parsed(
        field,
        text -> {
          String digits = text.replaceAll("[\\s,٬]", "");
          return digits.matches("\\d{1,18}") && Long.parseLong(digits) <= most
              ? Optional.of(Long.parseLong(digits))
              : Optional.empty();
        },
        texts.of("seed.error.number", most));
  }

  private @Nullable Duration duration(String field, Duration least) {
    return parsed(
            field,
            text ->
                Durations.parse(text.toLowerCase(Locale.ROOT))
                    .filter(duration -> duration.compareTo(least) >= 0),
            texts.of("seed.error.duration"))
        .orElse(null);
  }

  private <T> Optional<T> parsed(
      String field, Function<String, Optional<T>> parser, String message) {
    String text = latinDigits(value(field));
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Optional<T> parsed = parser.apply(text);
    if (parsed.isEmpty()) {
      errors.put(field, message);
    }
    return parsed;
  }

  private List<String> languages() {
    List<String> tags =
        Arrays.stream(value("languages").split("[,،\\s]+")).filter(tag -> !tag.isEmpty()).toList();
    if (tags.stream().allMatch(tag -> tag.matches("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*"))) {
      return tags;
    }
    errors.put("languages", texts.of("seed.error.languages"));
    return List.of();
  }

  private @Nullable Set<Seed.Discovery> discover() {
    if (!value("discovery").equals("OWN")) {
      return null;
    }
    Set<Seed.Discovery> chosen = EnumSet.noneOf(Seed.Discovery.class);
    for (Seed.Discovery one : Seed.Discovery.values()) {
      if (Arrays.asList(value("discover").split("\n")).contains(one.name())) {
        chosen.add(one);
      }
    }
    return chosen;
  }

  private String value(String field) {
    return values.getOrDefault(field, "");
  }

  /// Persian and Arabic digits are digits too.
  static String latinDigits(String text) {
    StringBuilder result = new StringBuilder(text.length());
    text.codePoints()
        .forEach(point ->
            result.appendCodePoint(
                Character.isDigit(point) ? '0' + Character.digit(point, 10) : point));
    return result.toString();
  }
}
