package org.peykare.console.web.view;

import com.ibm.icu.text.DateFormat;
import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.text.NumberFormat;
import com.ibm.icu.text.RelativeDateTimeFormatter;
import com.ibm.icu.text.RelativeDateTimeFormatter.Direction;
import com.ibm.icu.text.RelativeDateTimeFormatter.RelativeUnit;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The words of a language, and how it writes numbers and times. Messages are ICU message patterns
/// in `messages_TAG.properties`.
public final class Texts {
  private static final Pattern NUMBER = Pattern.compile("(?<=-)\\d{1,9}(?=-|$)");
  private static final Map<Language, Texts> ALL = new EnumMap<>(Language.class);
  private static final String[] BYTE_UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};

  static {
    for (Language language : Language.values()) {
      ALL.put(language, new Texts(language, load(language)));
    }
  }

  private final Language language;
  private final Properties messages;

  private Texts(Language language, Properties messages) {
    this.language = language;
    this.messages = messages;
  }

  /// The words of `language`.
  public static Texts in(Language language) {
    return Objects.requireNonNull(ALL.get(language));
  }

  /// Whose words these are.
  public Language language() {
    return language;
  }

  /// All message keys.
  public Set<String> keys() {
    return new TreeSet<>(messages.stringPropertyNames());
  }

  /// Whether there is a message `key`.
  public boolean has(String key) {
    return messages.getProperty(key) != null;
  }

  /// The message `key` with its arguments, `{0}` first; numbers are written as the language does.
  public String of(String key, @Nullable Object... arguments) {
    String pattern = messages.getProperty(key);
    if (pattern == null) {
      throw new IllegalArgumentException(
          "Unknown message: %s (add it to the messages of every language)".formatted(key));
    }
    return new MessageFormat(pattern, language.locale()).format(arguments);
  }

  /// The message `prefix.name`, or `name` itself where there is none: for names that may be newer
  /// than these pages. A number in the name, as in `top-2-gram`, is `n` in the key and the argument
  /// of the message.
  public String name(String prefix, String name) {
    String key = prefix + "." + name.toLowerCase(Locale.ROOT).replace('_', '-');
    if (has(key)) {
      return of(key);
    }
    Matcher number = NUMBER.matcher(key);
    if (!number.find()) {
      return name;
    }
    String general = number.replaceFirst("n");
    return has(general) ? of(general, Integer.parseInt(number.group())) : name;
  }

  /// A whole number.
  public String number(long value) {
    return NumberFormat.getIntegerInstance(language.locale()).format(value);
  }

  /// A number with `digits` digits after the point at most.
  public String decimal(double value, int digits) {
    NumberFormat format = NumberFormat.getNumberInstance(language.locale());
    format.setMaximumFractionDigits(digits);
    return format.format(value);
  }

  /// A share, 0 to 1, as per cent with two digits.
  public String percent(double share) {
    NumberFormat format = NumberFormat.getPercentInstance(language.locale());
    format.setMaximumFractionDigits(share < 0.1 ? 1 : 0);
    return format.format(share);
  }

  /// An amount of bytes in the unit that suits.
  public String bytes(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 1_000 && unit < BYTE_UNITS.length - 1) {
      value /= 1_000;
      unit++;
    }
    return of("unit." + BYTE_UNITS[unit], decimal(value, unit == 0 || value >= 100 ? 0 : 1));
  }

  /// A day and a time of it.
  public String time(Instant at) {
    return DateFormat.getInstanceForSkeleton("yMMMdHm", language.locale()).format(Date.from(at));
  }

  /// A time of day.
  public String clock(Instant at) {
    return DateFormat.getInstanceForSkeleton("Hms", language.locale()).format(Date.from(at));
  }

  /// A time of day without seconds.
  public String hour(Instant at) {
    return DateFormat.getInstanceForSkeleton("Hm", language.locale()).format(Date.from(at));
  }

  /// How long ago, or in how long: `5 minutes ago`, `in 3 hours`.
  public String ago(Instant at, Instant now) {
    long seconds = Duration.between(at, now).toSeconds();
    long span = Math.abs(seconds);
    RelativeUnit unit =
        span < 60
            ? RelativeUnit.SECONDS
            : span < 3_600
                ? RelativeUnit.MINUTES
                : span < 86_400 ? RelativeUnit.HOURS : RelativeUnit.DAYS;
    long amount =
        switch (unit) {
          case SECONDS -> span;
          case MINUTES -> span / 60;
          case HOURS -> span / 3_600;
          default -> span / 86_400;
        };
    return RelativeDateTimeFormatter.getInstance(language.locale())
        .format(amount, seconds < 0 ? Direction.NEXT : Direction.LAST, unit);
  }

  /// A length of time in its two largest units, for example `2 h 5 min`.
  public String length(Duration length) {
    long seconds = Math.max(0, length.toSeconds());
    if (seconds < 60) {
      return of("unit.seconds", seconds);
    }
    if (seconds < 3_600) {
      return of("unit.minutes", seconds / 60);
    }
    if (seconds < 86_400) {
      return of("unit.hours", seconds / 3_600, seconds % 3_600 / 60);
    }
    return of("unit.days", seconds / 86_400, seconds % 86_400 / 3_600);
  }

  /// The name of a language of documents.
  public String languageName(String tag) {
    String name = com.ibm.icu.util.ULocale.getDisplayName(tag, language.locale());
    return name.isBlank() ? tag : name;
  }

  private static Properties load(Language language) {
    String name = "/org/peykare/console/web/messages_%s.properties".formatted(language.tag());
    Properties messages = new Properties();
    try (Reader reader =
        new InputStreamReader(
            Objects.requireNonNull(Texts.class.getResourceAsStream(name), name),
            StandardCharsets.UTF_8)) {
      messages.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + name, e);
    }
    return messages;
  }
}
