package org.peykare.console.sampleweb;

import static org.peykare.console.sampleweb.PageBuilder.escape;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.peykare.console.replay.WebContent.Page;

/// robots.txt, RSS and sitemaps of a site.
final class Feeds {
  private Feeds() {}

  static Page robots(Site site) {
    String sitemap = site.kind() == Site.Kind.NEWS ? "/sitemap-news.xml" : "/sitemap.xml";
    return text(
        "text/plain",
        """
        # Please do not read the drawers.
        User-agent: *
        Disallow: /private/
        Disallow: /share

        Sitemap: http://%s%s
        """
            .formatted(site.host(), sitemap));
  }

  static Page rss(Site site) {
    String items =
        site.articles().stream()
            .limit(20)
            .map(a ->
                "<item><title>%s</title><link>%s</link><pubDate>%s</pubDate><description>%s</description></item>"
                    .formatted(
                        escape(a.title()),
                        site.url(a),
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                            a.date().atStartOfDay(ZoneOffset.UTC)),
                        escape(a.lead())))
            .collect(Collectors.joining("\n"));
    return text(
        "application/rss+xml",
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <rss version="2.0"><channel><title>%s</title><link>http://%s/</link><description>%s</description>
        %s
        </channel></rss>
        """
            .formatted(site.name(), site.host(), site.name(), items));
  }

  /// A news sitemap, newest first (Google's news extension of the sitemap protocol).
  static Page newsSitemap(Site site) {
    return sitemap(
        site.articles().stream()
            .map(a ->
                """
                <url><loc>%s</loc><news:news><news:publication><news:name>%s</news:name><news:language>%s</news:language></news:publication><news:publication_date>%s</news:publication_date><news:title>%s</news:title></news:news></url>\
                """
                    .formatted(site.url(a), site.name(), site.lang(), a.date(), escape(a.title())))
            .toList());
  }

  /// A plain sitemap of every second article; the others are found by links alone.
  static Page sitemap(Site site) {
    List<Article> articles = site.articles();
    return sitemap(
        articles.stream()
            .filter(a -> articles.indexOf(a) % 2 == 0)
            .map(a ->
                "<url><loc>%s</loc><lastmod>%s</lastmod></url>".formatted(site.url(a), a.date()))
            .toList());
  }

  private static Page sitemap(List<String> entries) {
    return text(
        "application/xml",
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
        %s
        </urlset>
        """
            .formatted(String.join("\n", entries)));
  }

  private static Page text(String type, String text) {
    return new Page(
        200,
        Map.of("Content-Type", type + "; charset=utf-8"),
        text.getBytes(StandardCharsets.UTF_8));
  }
}
