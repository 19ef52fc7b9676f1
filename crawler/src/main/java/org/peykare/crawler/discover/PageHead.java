package org.peykare.crawler.discover;

import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.peykare.crawler.fetch.Fetch;

/// What a page says of itself.
///
/// @param title its title; missing where it has none
/// @param language its language (BCP 47) as it says itself; missing where it does not
/// @param follow whether its links may be followed
public record PageHead(@Nullable String title, @Nullable String language, Follow follow) {
  private static final int LONGEST_TITLE = 300;

  /// What a page says of its links.
  public enum Follow {
    /// They may be followed.
    ALLOWED,
    /// They must not (`nofollow`).
    FORBIDDEN
  }

  /// The head of a fetched page.
  public static PageHead of(Fetch.Fetched page) {
    Document document = Jsoup.parse(PageText.decode(page));
    return new PageHead(
        title(document),
        language(page, document),
        OptOuts.forbidsFollowing(page.head(), document) ? Follow.FORBIDDEN : Follow.ALLOWED);
  }

  private static @Nullable String title(Document document) {
    String title = document.title().strip();
    int end =
        title.offsetByCodePoints(
            0, Math.min(LONGEST_TITLE, title.codePointCount(0, title.length())));
    return title.isEmpty() ? null : title.substring(0, end);
  }

  private static @Nullable String language(Fetch.Fetched page, Document document) {
    Element html = document.selectFirst("html[lang]");
    List<String> named =
        List.of(
            html == null ? "" : html.attr("lang").strip(),
            page.head().first("Content-Language").orElse("").strip());
    return named.stream().filter(name -> !name.isEmpty()).findFirst().orElse(null);
  }
}
