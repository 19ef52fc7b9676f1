package org.peykare.corpus.extract;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Takes the site's name off a title: `Title | Site`, `Site - Title`.
final class TitleLine {
  private static final Pattern MARK = Pattern.compile(" [|\\-–—·•»«:] ");

  /// A last part of more characters than this is part of the title.
  private static final int LONGEST_SITE = 25;

  private static final int LONGEST_AFTER_BAR = 40;

  private TitleLine() {}

  /// `title` without the site's name: the one the page gives, else a short last part.
  static String withoutSite(String title, @Nullable String site) {
    Matcher matcher = MARK.matcher(title);
    if (!matcher.find()) {
      return title;
    }
    String first = title.substring(0, matcher.start());
    String afterFirst = title.substring(matcher.end());
    int lastStart = matcher.start();
    int lastEnd = matcher.end();
    while (matcher.find()) {
      lastStart = matcher.start();
      lastEnd = matcher.end();
    }
    String last = title.substring(lastEnd);
    if (site != null && first.equalsIgnoreCase(site)) {
      return afterFirst;
    }
    boolean named = site != null && last.equalsIgnoreCase(site);
    boolean bar = title.charAt(lastStart + 1) == '|';
    boolean shorter = last.length() * 2 < title.length();
    return named
            || (bar && last.length() <= LONGEST_AFTER_BAR)
            || (shorter && last.length() <= LONGEST_SITE)
        ? title.substring(0, lastStart).strip()
        : title;
  }
}
