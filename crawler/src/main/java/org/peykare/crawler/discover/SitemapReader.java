package org.peykare.crawler.discover;

import crawlercommons.sitemaps.AbstractSiteMap;
import crawlercommons.sitemaps.SiteMap;
import crawlercommons.sitemaps.SiteMapIndex;
import crawlercommons.sitemaps.SiteMapParser;
import crawlercommons.sitemaps.UnknownFormatException;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.List;
import java.util.stream.Stream;
import org.peykare.crawler.fetch.Fetch;
import org.peykare.crawler.url.CrawlUrl;
import org.peykare.formats.url.UrlNormalForm;

/// Reads sitemaps, news sitemaps too, and sitemap indexes: XML, gzip or plain text (sitemaps.org).
public final class SitemapReader {
  private static final int MAX_LINKS = 50_000;

  private SitemapReader() {}

  /// The pages, or further sitemaps, that a sitemap names; none where it is broken.
  public static List<Found.Link> read(Fetch.Fetched sitemap) {
    try {
      URL url = URI.create(sitemap.url().toString()).toURL();
      AbstractSiteMap parsed = new SiteMapParser(false).parseSiteMap(sitemap.body(), url);
      return links(sitemap.url(), parsed).distinct().limit(MAX_LINKS).toList();
    } catch (UnknownFormatException | MalformedURLException | IllegalArgumentException e) {
      return List.of();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static Stream<Found.Link> links(UrlNormalForm base, AbstractSiteMap parsed) {
    return switch (parsed) {
      case SiteMapIndex index ->
          index.getSitemaps().stream()
              .flatMap(named -> link(base, named.getUrl(), CrawlUrl.Kind.SITEMAP));
      case SiteMap pages ->
          pages.getSiteMapUrls().stream()
              .flatMap(named -> link(base, named.getUrl(), CrawlUrl.Kind.PAGE));
      default -> Stream.empty();
    };
  }

  private static Stream<Found.Link> link(UrlNormalForm base, URL url, CrawlUrl.Kind kind) {
    return base.resolve(url.toString()).stream().map(found -> new Found.Link(found, kind));
  }
}
