package org.peykare.crawler.url;

import java.util.stream.Stream;
import org.peykare.crawler.seed.Seed;
import org.peykare.formats.url.UrlNormalForm;

/// A URL of a crawl, and how it came there.
///
/// @param url the URL
/// @param kind what it was named as
/// @param depth links from a start URL
/// @param hops redirects since the last link
/// @param seed id of the seed it belongs to
public record CrawlUrl(UrlNormalForm url, Kind kind, int depth, int hops, String seed) {
  /// More redirects in a row than this lead nowhere.
  public static final int MAX_HOPS = 10;

  /// What a URL was named as.
  public enum Kind {
    /// A link, a start URL, an entry of a sitemap or feed.
    PAGE,
    /// A sitemap or sitemap index.
    SITEMAP,
    /// An RSS or Atom feed.
    FEED
  }

  public CrawlUrl {
    if (depth < 0 || hops < 0) {
      throw new IllegalArgumentException(
          "Invalid depth or hops of %s: %d, %d (must not be negative)".formatted(url, depth, hops));
    }
  }

  /// A page of `seed` that nothing links to.
  public static CrawlUrl start(UrlNormalForm url, String seed) {
    return new CrawlUrl(url, Kind.PAGE, 0, 0, seed);
  }

  /// The start URLs of `seed`.
  public static Stream<CrawlUrl> startsOf(Seed seed) {
    Kind kind =
        switch (seed.kind()) {
          case SITE, SECTION, LIST -> Kind.PAGE;
          case SITEMAP -> Kind.SITEMAP;
          case FEED -> Kind.FEED;
        };
    return seed.startUrls().stream()
        .map(url -> new CrawlUrl(UrlNormalForm.of(url), kind, 0, 0, seed.id()));
  }

  /// Host, and the port where it is not the scheme's own: what politeness and the frontier go by.
  public String host() {
    return url.authority();
  }

  /// A URL named on this one.
  public CrawlUrl link(UrlNormalForm target, Kind named) {
    return new CrawlUrl(target, named, depth + 1, 0, seed);
  }

  /// The target of this one's redirect.
  public CrawlUrl redirect(UrlNormalForm target) {
    return new CrawlUrl(target, kind, depth, hops + 1, seed);
  }

  /// The same for another seed, at the depth of one of its own pages.
  public CrawlUrl forSeed(String other) {
    return other.equals(seed) ? this : new CrawlUrl(url, kind, depth, hops, other);
  }
}
