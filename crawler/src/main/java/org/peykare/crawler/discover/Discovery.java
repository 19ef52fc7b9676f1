package org.peykare.crawler.discover;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.peykare.crawler.fetch.Fetch;
import org.peykare.crawler.seed.Seed;
import org.peykare.crawler.url.CrawlUrl;

/// Finds new URLs in what was fetched. Safe for many threads.
public final class Discovery {
  private static final int SNIFF_BYTES = 1_024;

  /// What is in `fetched`, of what `seed` wants read.
  public Found read(Fetch.Fetched fetched, CrawlUrl.Kind kind, Seed seed) {
    Found.Content content = content(fetched, kind);
    return switch (content) {
      case PAGE -> page(fetched, seed);
      case SITEMAP ->
          new Found(
              content,
              seed.discovers(Seed.Discovery.SITEMAPS) ? SitemapReader.read(fetched) : List.of(),
              List.of());
      case FEED ->
          new Found(
              content,
              seed.discovers(Seed.Discovery.FEEDS) ? FeedReader.read(fetched) : List.of(),
              List.of());
      case OTHER -> Found.NOTHING;
    };
  }

  private static Found page(Fetch.Fetched fetched, Seed seed) {
    Found found = LinkExtractor.extract(fetched);
    List<Found.Link> wanted =
        found.links().stream()
            .filter(link ->
                seed.discovers(
                    switch (link.kind()) {
                      case PAGE -> Seed.Discovery.LINKS;
                      case SITEMAP -> Seed.Discovery.SITEMAPS;
                      case FEED -> Seed.Discovery.FEEDS;
                    }))
            .toList();
    return new Found(Found.Content.PAGE, wanted, found.optOuts());
  }

  /// HTML is a page whatever the URL was named as, and so is an answer without a type. What says it
  /// is HTML but is not goes to the corpus, too, which has a verdict for it.
  static Found.Content content(Fetch.Fetched fetched, CrawlUrl.Kind kind) {
    String type = fetched.mediaType();
    if (type.equals("text/html") || type.equals("application/xhtml+xml")) {
      return Found.Content.PAGE;
    }
    byte[] body = fetched.body();
    String start =
        new String(body, 0, Math.min(body.length, SNIFF_BYTES), StandardCharsets.ISO_8859_1)
            .toLowerCase(Locale.ROOT);
    boolean named = kind != CrawlUrl.Kind.PAGE;
    if (named || type.endsWith("xml")) {
      if (start.contains("<urlset") || start.contains("<sitemapindex")) {
        return Found.Content.SITEMAP;
      }
      if (start.contains("<rss") || start.contains("<feed") || start.contains("<rdf:rdf")) {
        return Found.Content.FEED;
      }
    }
    boolean gzip = body.length > 2 && (body[0] & 0xFF) == 0x1F && (body[1] & 0xFF) == 0x8B;
    if (kind == CrawlUrl.Kind.SITEMAP && (gzip || type.equals("text/plain"))) {
      return Found.Content.SITEMAP;
    }
    return type.isEmpty() ? Found.Content.PAGE : Found.Content.OTHER;
  }
}
