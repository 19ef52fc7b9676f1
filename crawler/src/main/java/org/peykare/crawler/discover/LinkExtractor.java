package org.peykare.crawler.discover;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.peykare.crawler.fetch.Fetch;
import org.peykare.crawler.url.CrawlUrl;
import org.peykare.formats.url.UrlNormalForm;

/// Reads the links of an HTML page, and what it says about following them and using it.
public final class LinkExtractor {
  private static final int MAX_LINKS = 5_000;
  private static final Pattern REFRESH =
      Pattern.compile("(?i)^\\s*[\\d.]+\\s*[;,]\\s*(?:url\\s*=)?\\s*['\"]?([^'\"]+)");

  private LinkExtractor() {}

  /// The links and opt-outs of a page.
  public static Found extract(Fetch.Fetched page) {
    Document document = Jsoup.parse(PageText.decode(page));
    List<String> optOuts = OptOuts.of(page.head(), document);
    if (OptOuts.forbidsFollowing(page.head(), document)) {
      return new Found(Found.Content.PAGE, List.of(), optOuts);
    }
    Map<UrlNormalForm, CrawlUrl.Kind> links = new LinkedHashMap<>();
    UrlNormalForm base = base(page.url(), document);
    for (Element element : document.getElementsByAttribute("href")) {
      switch (element.normalName()) {
        case "a", "area" -> add(links, base, element, "href", CrawlUrl.Kind.PAGE);
        case "link" -> addLinkElement(links, base, element);
        default -> {}
      }
    }
    for (Element frame : document.select("iframe[src], frame[src]")) {
      add(links, base, frame, "src", CrawlUrl.Kind.PAGE);
    }
    for (Element meta : document.select("meta[http-equiv=refresh]")) {
      Matcher refresh = REFRESH.matcher(meta.attr("content"));
      if (refresh.find()) {
        put(links, base.resolve(refresh.group(1)), CrawlUrl.Kind.PAGE);
      }
    }
    List<Found.Link> found = new ArrayList<>(links.size());
    links.forEach((url, kind) -> found.add(new Found.Link(url, kind)));
    return new Found(Found.Content.PAGE, found, optOuts);
  }

  private static UrlNormalForm base(UrlNormalForm page, Document document) {
    Element base = document.selectFirst("base[href]");
    return base == null ? page : page.resolve(base.attr("href")).orElse(page);
  }

  private static void addLinkElement(
      Map<UrlNormalForm, CrawlUrl.Kind> links, UrlNormalForm base, Element element) {
    String rel = " " + element.attr("rel").toLowerCase(Locale.ROOT) + " ";
    String type = element.attr("type").toLowerCase(Locale.ROOT);
    if (rel.contains(" sitemap ")) {
      add(links, base, element, "href", CrawlUrl.Kind.SITEMAP);
    } else if (rel.contains(" alternate ") && (type.contains("rss") || type.contains("atom"))) {
      add(links, base, element, "href", CrawlUrl.Kind.FEED);
    } else if (rel.contains(" canonical ")
        || rel.contains(" next ")
        || rel.contains(" prev ")
        || rel.contains(" alternate ") && (type.isEmpty() || type.contains("html"))) {
      add(links, base, element, "href", CrawlUrl.Kind.PAGE);
    }
  }

  private static void add(
      Map<UrlNormalForm, CrawlUrl.Kind> links,
      UrlNormalForm base,
      Element element,
      String attribute,
      CrawlUrl.Kind kind) {
    String rel = element.attr("rel");
    if (links.size() < MAX_LINKS
        && !(rel.length() >= 8 && rel.toLowerCase(Locale.ROOT).contains("nofollow"))) {
      put(links, base.resolve(element.attr(attribute)), kind);
    }
  }

  private static void put(
      Map<UrlNormalForm, CrawlUrl.Kind> links, Optional<UrlNormalForm> url, CrawlUrl.Kind kind) {
    url.ifPresent(named -> links.putIfAbsent(named, kind));
  }
}
