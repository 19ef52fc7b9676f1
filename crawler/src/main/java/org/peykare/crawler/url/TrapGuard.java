package org.peykare.crawler.url;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.peykare.formats.url.UrlNormalForm;

/// Knows URLs by whose shape a crawl never ends: paths that grow or repeat, and calendars, which
/// have a page for every month of every year. The first are refused; of the second each host has a
/// budget per pattern.
public final class TrapGuard {
  /// Longest URL; Persian text takes six characters a letter.
  public static final int MAX_LENGTH = 1_500;

  /// Most path segments.
  public static final int MAX_SEGMENTS = 20;

  /// Most times that one path segment may occur.
  public static final int MAX_REPEATS = 3;

  /// Most query parameters.
  public static final int MAX_PARAMETERS = 15;

  /// URLs of one calendar pattern per host.
  public static final int CALENDAR_BUDGET = 100;

  private static final Pattern CALENDAR_WORD =
      Pattern.compile(
          "(?i)(^|[/_.-])(calendar|cal|events?|archives?|agenda|schedule|diary|month|taghvim)([/_.-]|$)");
  private static final Pattern YEAR_MONTH_END =
      Pattern.compile("/(1[345]\\d\\d|19\\d\\d|20\\d\\d)[/-](0[1-9]|1[0-2])([/-]\\d{1,2})?/?$");
  private static final Pattern NUMBERS_END =
      Pattern.compile("/\\d{1,6}[/-]\\d{1,2}([/-]\\d{1,2})?/?$");
  private static final Pattern DATE_VALUE =
      Pattern.compile(
          "(?i)\\d{1,13}|"
              + "\\d{1,4}([-/._]|%2F)\\d{1,2}(([-/._]|%2F)\\d{1,4})?(([T+ ]|%20)[0-9:.%AZ+-]*)?");

  /// Values of `m` and `y`, which name other things, too.
  private static final Pattern SHORT_VALUE =
      Pattern.compile("\\d{1,2}|\\d{4}|\\d{6}|\\d{8}|\\d{4}[-/._]\\d{1,2}");

  private static final Set<String> DATE_NAMES =
      Set.of(
          "month", "year", "day", "date", "week", "mon", "yr", "ym", "cal", "calendar", "m", "y");
  private static final Pattern DIGITS = Pattern.compile("\\d+");

  private TrapGuard() {}

  /// A pattern whose URLs are counted.
  ///
  /// @param pattern the URL without host, each number written as `#`
  /// @param urls how many of its URLs are fetched per host
  public record Budget(String pattern, int urls) {
    /// Why a URL beyond the budget is refused.
    public String refusal() {
      return "trap: calendar " + pattern + ", more than " + urls + " URLs";
    }
  }

  /// Why the URL must not be fetched; empty where it may.
  public static Optional<String> refusal(UrlNormalForm url) {
    if (url.toString().length() > MAX_LENGTH) {
      return Optional.of("trap: URL longer than " + MAX_LENGTH + " characters");
    }
    String path = url.path();
    String[] segments = path.split("/");
    if (segments.length - 1 > MAX_SEGMENTS) {
      return Optional.of("trap: more than " + MAX_SEGMENTS + " path segments");
    }
    Map<String, Integer> counts = new HashMap<>();
    for (String segment : segments) {
      if (!segment.isEmpty() && counts.merge(segment, 1, Integer::sum) > MAX_REPEATS) {
        return Optional.of("trap: path segment repeats more than " + MAX_REPEATS + " times");
      }
    }
    String query = query(url);
    if (query.chars().filter(c -> c == '&').count() >= MAX_PARAMETERS) {
      return Optional.of("trap: more than " + MAX_PARAMETERS + " query parameters");
    }
    return Optional.empty();
  }

  /// The budget that the URL is counted on; empty where its kind has none.
  public static Optional<Budget> budget(UrlNormalForm url) {
    String path = url.path();
    boolean calendar =
        YEAR_MONTH_END.matcher(path).find()
            || NUMBERS_END.matcher(path).find() && CALENDAR_WORD.matcher(path).find()
            || hasDateParameter(query(url));
    return calendar
        ? Optional.of(
            new Budget(DIGITS.matcher(url.pathAndQuery()).replaceAll("#"), CALENDAR_BUDGET))
        : Optional.empty();
  }

  private static boolean hasDateParameter(String query) {
    if (query.isEmpty()) {
      return false;
    }
    for (String parameter : query.split("&")) {
      int equals = parameter.indexOf('=');
      if (equals > 0
          && isDate(
              parameter.substring(0, equals).toLowerCase(Locale.ROOT),
              parameter.substring(equals + 1))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDate(String name, String value) {
    Pattern values = name.length() == 1 ? SHORT_VALUE : DATE_VALUE;
    return isDateName(name) && values.matcher(value).matches();
  }

  private static boolean isDateName(String name) {
    return DATE_NAMES.contains(name)
        || name.endsWith("date") && !name.endsWith("update")
        || name.endsWith("month")
        || name.endsWith("year");
  }

  private static String query(UrlNormalForm url) {
    int question = url.pathAndQuery().indexOf('?');
    return question < 0 ? "" : url.pathAndQuery().substring(question + 1);
  }
}
