package org.peykare.corpus.extract;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// What a page says of itself: in meta elements, Open Graph, JSON-LD and microdata.
///
/// @param title its title, without the site's name
/// @param date date of publication as the page gives it
/// @param author who wrote it
/// @param site name of the site
/// @param canonical address that the page calls its own
/// @param lang language it declares, a BCP 47 tag as written
/// @param licence licence URL it declares
/// @param description what it says of its content
public record Metadata(
    @Nullable String title,
    @Nullable String date,
    @Nullable String author,
    @Nullable String site,
    @Nullable String canonical,
    @Nullable String lang,
    @Nullable String licence,
    @Nullable String description) {

  private static final int LONGEST = 500;

  /// Headings that are read: each may hold all others, and the whole page.
  private static final int MOST_HEADINGS = 8;

  /// The metadata of a page.
  static Metadata of(Document dom) {
    Map<String, String> meta = meta(dom);
    JsonLd ld = JsonLd.of(dom);
    String site = firstOf(first(meta, "og:site_name", "application-name"), ld.text("publisher"));
    Element link = dom.head().selectFirst("link[rel=canonical][href]");
    return new Metadata(
        title(dom, meta, ld, site),
        date(dom, meta, ld),
        author(dom, meta, ld),
        site,
        firstOf(link == null ? null : clean(link.absUrl("href")), meta.get("og:url")),
        lang(dom, meta, ld),
        Licence.of(dom, ld),
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

  private static @Nullable String firstOf(@Nullable String one, @Nullable String other) {
    return one != null ? one : other == null ? null : clean(other);
  }

  /// The only h1, or og:title, or the title element without the site's name.
  private static @Nullable String title(
      Document dom, Map<String, String> meta, JsonLd ld, @Nullable String site) {
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
    String best = firstOf(firstOf(og, ld.text("headline")), head);
    return best == null ? only : TitleLine.withoutSite(best, site);
  }

  private static boolean contains(@Nullable String whole, String part) {
    return whole != null && whole.contains(part);
  }

  private static @Nullable String date(Document dom, Map<String, String> meta, JsonLd ld) {
    String date =
        firstOf(
            first(meta, "article:published_time", "datepublished", "date", "dc.date"),
            ld.text("datePublished"));
    if (date != null) {
      return date;
    }
    String other = first(meta, "dcterms.created", "dc.date.issued", "pubdate", "publishdate");
    if (other != null) {
      return other;
    }
    for (Element time : dom.getElementsByTag("time")) {
      String datetime = clean(time.attr("datetime"));
      if (datetime != null) {
        return datetime;
      }
    }
    return null;
  }

  private static @Nullable String author(Document dom, Map<String, String> meta, JsonLd ld) {
    String author = first(meta, "author", "article:author", "dc.creator");
    if (author != null && !author.startsWith("http")) {
      return author;
    }
    String described = ld.text("author");
    if (described != null && !described.startsWith("http")) {
      return clean(described);
    }
    Element element = dom.selectFirst("[rel=author], [itemprop=author]");
    Element name = element == null ? null : element.selectFirst("[itemprop=name]");
    return element == null ? null : clean((name == null ? element : name).text());
  }

  private static @Nullable String lang(Document dom, Map<String, String> meta, JsonLd ld) {
    Element html = dom.selectFirst("html");
    String lang = html == null ? "" : html.attr("lang");
    if (lang.isBlank() && html != null) {
      lang = html.attr("xml:lang");
    }
    return lang.isBlank()
        ? firstOf(first(meta, "content-language", "og:locale", "language"), ld.text("inLanguage"))
        : clean(lang);
  }

  static @Nullable String clean(String text) {
    String clean = text.replaceAll("[\\s\\u00A0]+", " ").strip();
    if (clean.isEmpty()) {
      return null;
    }
    return clean.length() > LONGEST ? clean.substring(0, LONGEST) : clean;
  }
}
