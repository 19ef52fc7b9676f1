package org.peykare.corpus.extract;

import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// What a page says of itself in its head and in marked elements.
record Metadata(
    @Nullable String title,
    @Nullable String date,
    @Nullable String author,
    @Nullable String canonical,
    @Nullable String lang,
    @Nullable String licence) {

  private static final Pattern SITE_MARK = Pattern.compile("\\s+[|\\-–—·•»«:]+\\s+");
  private static final int MAX_TITLE = 500;

  static Metadata of(Document dom) {
    return new Metadata(
        title(dom), date(dom), author(dom), canonical(dom), lang(dom), licence(dom));
  }

  /// The only h1, or og:title, or the title element without the site's name.
  private static @Nullable String title(Document dom) {
    String og = meta(dom, "meta[property=og:title]", "meta[name=twitter:title]");
    String head = clean(dom.title());
    var headings = dom.select("h1");
    String only = headings.size() == 1 ? clean(headings.getFirst().text()) : null;
    if (only != null && (contains(head, only) || contains(og, only) || head == null)) {
      return only;
    }
    for (Element heading : headings) {
      String text = clean(heading.text());
      if (text != null && text.length() > 8 && (contains(head, text) || contains(og, text))) {
        return text;
      }
    }
    String best = og != null ? og : head;
    return best == null ? only : withoutSite(best, meta(dom, "meta[property=og:site_name]"));
  }

  private static boolean contains(@Nullable String whole, String part) {
    return whole != null && whole.contains(part);
  }

  /// `Title | Site` and `Site - Title`: the site's name goes; without its name, a short last part.
  static String withoutSite(String title, @Nullable String site) {
    String[] parts = SITE_MARK.split(title);
    if (parts.length < 2) {
      return title;
    }
    String last = parts[parts.length - 1];
    String first = parts[0];
    if (site != null && first.equalsIgnoreCase(site)) {
      return title.substring(first.length()).replaceFirst("^\\s+\\S+\\s+", "").strip();
    }
    boolean named = site != null && last.equalsIgnoreCase(site);
    if (named
        || last.length() * 2 < title.length() && title.contains(" | ")
        || last.length() <= 25 && last.length() * 2 < title.length()) {
      String rest = title.substring(0, title.length() - last.length()).strip();
      return rest.replaceFirst("[|\\-–—·•»«:]+$", "").strip();
    }
    return title;
  }

  private static @Nullable String date(Document dom) {
    String meta =
        meta(
            dom,
            "meta[property=article:published_time]",
            "meta[itemprop=datePublished]",
            "meta[name=date]",
            "meta[name=dc.date]",
            "meta[name=dcterms.created]",
            "meta[name=pubdate]");
    if (meta != null) {
      return meta;
    }
    Element time =
        dom.selectFirst(
            "time[itemprop=datePublished][datetime], time[pubdate][datetime], article time[datetime]");
    return time == null ? null : clean(time.attr("datetime"));
  }

  private static @Nullable String author(Document dom) {
    String meta =
        meta(dom, "meta[name=author]", "meta[property=article:author]", "meta[name=dc.creator]");
    if (meta != null && !meta.startsWith("http")) {
      return meta;
    }
    Element element =
        dom.selectFirst("[rel=author], [itemprop=author] [itemprop=name], [itemprop=author]");
    return element == null ? null : clean(element.text());
  }

  private static @Nullable String canonical(Document dom) {
    Element link = dom.selectFirst("link[rel=canonical][href]");
    String href = link == null ? "" : link.absUrl("href");
    return href.isEmpty() ? meta(dom, "meta[property=og:url]") : href;
  }

  private static @Nullable String lang(Document dom) {
    Element html = dom.selectFirst("html[lang], html[xml:lang]");
    if (html != null) {
      String lang = html.hasAttr("lang") ? html.attr("lang") : html.attr("xml:lang");
      String clean = clean(lang);
      if (clean != null) {
        return clean;
      }
    }
    return meta(dom, "meta[http-equiv=content-language]", "meta[property=og:locale]");
  }

  private static @Nullable String licence(Document dom) {
    Element link =
        dom.selectFirst(
            "link[rel~=(?i)\\blicen[sc]e\\b][href], a[rel~=(?i)\\blicen[sc]e\\b][href]");
    if (link == null) {
      link =
          dom.selectFirst(
              "a[href*=creativecommons.org/licenses/], a[href*=creativecommons.org/publicdomain/]");
    }
    if (link == null) {
      return null;
    }
    String href = link.absUrl("href");
    return clean(href.isEmpty() ? link.attr("href") : href);
  }

  private static @Nullable String meta(Document dom, String... selectors) {
    for (String selector : selectors) {
      Element element = dom.selectFirst(selector);
      if (element != null) {
        String content = clean(element.attr("content"));
        if (content != null) {
          return content;
        }
      }
    }
    return null;
  }

  private static @Nullable String clean(String text) {
    String clean = text.replaceAll("[\\s\\u00A0]+", " ").strip();
    if (clean.isEmpty()) {
      return null;
    }
    return clean.length() > MAX_TITLE ? clean.substring(0, MAX_TITLE) : clean;
  }
}
