package org.peykare.corpus.extract;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// What a page says of itself in its head and in marked elements.
record Metadata(
    @Nullable String title,
    @Nullable String date,
    @Nullable String author,
    @Nullable String canonical,
    @Nullable String licence,
    @Nullable String description) {

  private static final int LONGEST = 500;

  /// Headings that are read: each may hold all others, and the whole page.
  private static final int MOST_HEADINGS = 8;

  /// The metadata of a page.
  static Metadata of(Document dom) {
    Map<String, String> meta = meta(dom);
    Element link = dom.head().selectFirst("link[rel=canonical][href]");
    String canonical = link == null ? null : clean(link.absUrl("href"));
    return new Metadata(
        title(dom, meta),
        date(dom, meta),
        author(dom, meta),
        canonical != null ? canonical : meta.get("og:url"),
        licence(dom),
        first(meta, "og:description", "description", "twitter:description"));
  }

  /// The meta elements: the first content of each name, property, itemprop and http-equiv.
  private static Map<String, String> meta(Document dom) {
    Map<String, String> meta = new HashMap<>();
    for (Element element : dom.getElementsByTag("meta")) {
      String content = clean(element.attr("content"));
      if (content == null) {
        continue;
      }
      for (String key : List.of("name", "property", "itemprop", "http-equiv")) {
        String name = element.attr(key);
        if (!name.isEmpty()) {
          meta.putIfAbsent(name.toLowerCase(Locale.ROOT), content);
        }
      }
    }
    return meta;
  }

  private static @Nullable String first(Map<String, String> meta, String... names) {
    for (String name : names) {
      String content = meta.get(name);
      if (content != null) {
        return content;
      }
    }
    return null;
  }

  /// The only h1, or og:title, or the title element without the site's name.
  private static @Nullable String title(Document dom, Map<String, String> meta) {
    String og = first(meta, "og:title", "twitter:title");
    String head = clean(dom.title());
    List<Element> headings = dom.getElementsByTag("h1").stream().limit(MOST_HEADINGS).toList();
    String only = headings.size() == 1 ? clean(headings.getFirst().text()) : null;
    if (only != null && (head == null || contains(head, only) || contains(og, only))) {
      return only;
    }
    for (Element heading : headings) {
      String text = clean(heading.text());
      if (text != null && text.length() > 8 && (contains(head, text) || contains(og, text))) {
        return text;
      }
    }
    String best = og != null ? og : head;
    return best == null ? only : TitleLine.withoutSite(best, meta.get("og:site_name"));
  }

  private static boolean contains(@Nullable String whole, String part) {
    return whole != null && whole.contains(part);
  }

  private static @Nullable String date(Document dom, Map<String, String> meta) {
    String date =
        first(
            meta,
            "article:published_time",
            "datepublished",
            "date",
            "dc.date",
            "dcterms.created",
            "pubdate");
    if (date != null) {
      return date;
    }
    for (Element time : dom.getElementsByTag("time")) {
      String datetime = clean(time.attr("datetime"));
      if (datetime != null) {
        return datetime;
      }
    }
    return null;
  }

  private static @Nullable String author(Document dom, Map<String, String> meta) {
    String author = first(meta, "author", "article:author", "dc.creator");
    if (author != null && !author.startsWith("http")) {
      return author;
    }
    Element element = dom.selectFirst("[rel=author], [itemprop=author]");
    return element == null ? null : clean(element.text());
  }

  /// A rel=license link, else a link to a Creative Commons licence.
  private static @Nullable String licence(Document dom) {
    String creativeCommons = null;
    for (String tag : List.of("link", "a")) {
      for (Element link : dom.getElementsByTag(tag)) {
        String href = link.attr("href");
        String rel = link.attr("rel").toLowerCase(Locale.ROOT);
        if (!href.isEmpty() && (rel.contains("license") || rel.contains("licence"))) {
          return address(link);
        }
        if (creativeCommons == null && href.contains("creativecommons.org/") && isLicence(href)) {
          creativeCommons = address(link);
        }
      }
    }
    return creativeCommons;
  }

  private static boolean isLicence(String href) {
    return href.contains("/licenses/") || href.contains("/publicdomain/");
  }

  private static @Nullable String address(Element link) {
    String absolute = link.absUrl("href");
    return clean(absolute.isEmpty() ? link.attr("href") : absolute);
  }

  private static @Nullable String clean(String text) {
    String clean = text.replaceAll("[\\s\\u00A0]+", " ").strip();
    if (clean.isEmpty()) {
      return null;
    }
    return clean.length() > LONGEST ? clean.substring(0, LONGEST) : clean;
  }
}
