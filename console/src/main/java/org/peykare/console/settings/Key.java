package org.peykare.console.settings;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One setting: its name, its accepted values and its default.
///
/// @param name dotted name, as in `peykare.yaml`
/// @param accepted the accepted values in words, for messages
/// @param fallback the value where none is set; null where the setting is optional
/// @param parser text to value; empty where the text is not accepted
record Key<T>(
    String name, String accepted, @Nullable String fallback, Function<String, Optional<T>> parser) {

  /// The environment variable that overrides this setting.
  String environmentName() {
    return "PEYKARE_" + name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }

  static Key<String> text(String name, @Nullable String fallback) {
    return new Key<>(
        name, "text", fallback, raw -> raw.isBlank() ? Optional.empty() : Optional.of(raw.strip()));
  }

  static Key<String> name(String name) {
    return new Key<>(
        name,
        "1 to 60 letters, digits, dots, underscores or hyphens, beginning with a letter or digit",
        null,
        raw ->
            raw.strip().matches("[A-Za-z0-9][A-Za-z0-9._-]{0,59}")
                ? Optional.of(raw.strip())
                : Optional.empty());
  }

  static Key<List<String>> list(String name, String form) {
    return new Key<>(
        name,
        "a list of " + form,
        "",
        raw -> Optional.of(raw.isBlank() ? List.of() : List.of(raw.strip().split("\\s*,\\s*"))));
  }

  static Key<Long> size(String name, long least, long most, String fallback) {
    return new Key<>(
        name,
        "a size such as 500MiB or 2GiB, %d..%d bytes".formatted(least, most),
        fallback,
        raw -> Sizes.parse(raw).filter(bytes -> bytes >= least && bytes <= most));
  }

  static Key<Integer> number(String name, int least, int most) {
    return new Key<>(
        name,
        least + ".." + most,
        null,
        raw -> Numbers.integer(raw).filter(n -> n >= least && n <= most));
  }

  static Key<Integer> number(String name, int least, int most, int fallback) {
    Key<Integer> optional = number(name, least, most);
    return new Key<>(name, optional.accepted(), Integer.toString(fallback), optional.parser());
  }

  static Key<Double> decimal(String name, double least, double most, @Nullable String fallback) {
    return new Key<>(
        name,
        "a number, %s..%s".formatted(least, most),
        fallback,
        raw -> Numbers.decimal(raw).filter(n -> n >= least && n <= most));
  }

  static Key<Boolean> flag(String name) {
    return new Key<>(
        name,
        "true or false",
        "false",
        raw ->
            switch (raw.strip().toLowerCase(Locale.ROOT)) {
              case "true" -> Optional.of(true);
              case "false" -> Optional.of(false);
              default -> Optional.empty();
            });
  }

  static Key<Duration> duration(String name, Duration least, Duration most, String fallback) {
    return new Key<>(
        name,
        "a duration such as 500ms, 2s or 1m, %dms..%ds"
            .formatted(least.toMillis(), most.toSeconds()),
        fallback,
        raw -> Durations.parse(raw).filter(d -> d.compareTo(least) >= 0 && d.compareTo(most) <= 0));
  }

  static Key<List<String>> languages(String name) {
    return new Key<>(
        name,
        "ISO 639 codes such as [fa, en]; empty for all",
        "",
        raw -> {
          List<String> codes =
              raw.isBlank()
                  ? List.of()
                  : List.of(raw.strip().toLowerCase(Locale.ROOT).split("[,\\s]+"));
          return codes.stream().allMatch(code -> code.matches("[a-z]{2,3}"))
              ? Optional.of(codes)
              : Optional.empty();
        });
  }
}
