package org.peykare.crawler.discover;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.peykare.crawler.fetch.Fetch;
import org.peykare.crawler.url.CrawlUrl;
import org.peykare.formats.url.UrlNormalForm;

/// Reads RSS (0.9 to 2.0, RDF) and Atom feeds, leniently: many are not well-formed XML.
public final class FeedReader {
  private FeedReader() {}

  /// The entries that a feed names.
  public static List<Found.Link> read(Fetch.Fetched feed) {
    Document document = Jsoup.parse(PageText.decode(feed), Parser.xmlParser());
    Set<UrlNormalForm> urls = new LinkedHashSet<>();
    for (Element item : document.select("item, entry")) {
      for (String reference : references(item)) {
        feed.url().resolve(reference).ifPresent(urls::add);
      }
    }
    return urls.stream().map(url -> new Found.Link(url, CrawlUrl.Kind.PAGE)).toList();
  }

  private static List<String> references(Element item) {
    List<String> references = new ArrayList<>();
    for (Element link : item.getElementsByTag("link")) {
      String href = link.attr("href");
      String rel = link.attr("rel");
      if (!href.isBlank() && (rel.isEmpty() || rel.equals("alternate"))) {
        references.add(href);
      } else if (href.isEmpty() && !link.text().isBlank()) {
        references.add(link.text());
      }
    }
    Element guid = item.getElementsByTag("guid").first();
    if (references.isEmpty() && guid != null && !guid.attr("isPermaLink").equals("false")) {
      references.add(guid.text());
    }
    references.removeIf(reference -> reference.isBlank());
    return references;
  }
}
