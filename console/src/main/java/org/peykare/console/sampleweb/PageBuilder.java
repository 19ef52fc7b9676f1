package org.peykare.console.sampleweb;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.peykare.console.replay.WebContent.Page;

/// Builds a site's pages as its kind of site would: text in the middle of navigation, side bar and
/// footer.
final class PageBuilder {
  static final int PER_LISTING = 12;

  private final Site site;

  PageBuilder(Site site) {
    this.site = site;
  }

  String article(Article article) {
    return frame(article.title(), head(article), body(article) + sidebar(article));
  }

  /// A page of links to articles: front page, section or archive page.
  String listing(String heading, List<Article> articles, String olderLink) {
    String items =
        articles.stream()
            .map(a ->
                "<li><a href=\"%s\">%s</a> <small>%s</small></li>"
                    .formatted(site.path(a), escape(a.title()), a.date()))
            .collect(Collectors.joining("\n"));
    String older =
        olderLink.isEmpty()
            ? ""
            : "<p><a rel=\"next\" href=\"%s\">%s</a></p>"
                .formatted(olderLink, site.words().older());
    return frame(
        heading,
        "",
        "<main><h1>%s</h1><ul class=\"list\">%s</ul>%s</main>"
            .formatted(escape(heading), items, older));
  }

  /// A page with one heading and given HTML under it.
  String plain(String title, String html) {
    return frame(title, "", "<main><h1>%s</h1>%s</main>".formatted(escape(title), html));
  }

  private String head(Article article) {
    return """
    <meta property="og:title" content="%s"><meta property="og:type" content="article">
    <link rel="canonical" href="%s"><meta property="article:published_time" content="%s">
    """
        .formatted(escape(article.title()), site.url(article), article.date());
  }

  private String body(Article article) {
    String blocks =
        article.blocks().stream()
            .map(block ->
                block.startsWith("## ")
                    ? "<h2>%s</h2>".formatted(escape(block.substring(3)))
                    : "<p>%s</p>".formatted(escape(block)))
            .collect(Collectors.joining("\n"));
    String byline =
        article
            .author()
            .map(author ->
                "<p class=\"byline\">%s <a rel=\"author\" href=\"/about\">%s</a> | <time datetime=\"%s\">%s</time></p>"
                    .formatted(site.words().by(), escape(author), article.date(), article.date()))
            .orElse("");
    return switch (site.kind()) {
      case ENCYCLOPEDIA ->
          """
          <div id="content"><h1 class="firstHeading">%s</h1><div id="bodyContent">
          %s
          <div class="catlinks"><a href="/section/%s">%s</a></div></div></div>
          <footer><a rel="license" href="https://creativecommons.org/licenses/by-sa/4.0/">CC BY-SA 4.0</a></footer>
          """
              .formatted(
                  escape(article.title()),
                  blocks,
                  Integer.toString(sectionNumber(article)),
                  escape(article.section()));
      case NEWS ->
          """
          <main><article><header><h1>%s</h1>%s</header>
          %s
          </article></main>
          """
              .formatted(escape(article.title()), byline, blocks);
      case BLOG ->
          """
          <div class="post"><h1 class="post-title">%s</h1>%s<div class="entry">
          %s
          </div><div class="share"><a href="/share?u=%s">Telegram</a> <a href="/share?u=%s&amp;m=1">E-mail</a></div></div>
          """
              .formatted(escape(article.title()), byline, blocks, article.slug(), article.slug());
    };
  }

  private String sidebar(Article article) {
    List<Article> all = site.articles();
    String related =
        article.links().stream()
            .flatMap(slug -> all.stream().filter(a -> a.slug().equals(slug)))
            .map(this::item)
            .collect(Collectors.joining());
    int start = Math.floorMod(article.slug().hashCode(), Math.max(1, all.size()));
    StringBuilder popular = new StringBuilder();
    for (int i = 0; i < Math.min(6, all.size()); i++) {
      popular.append(item(all.get((start + i * 7) % all.size())));
    }
    return """
    <aside class="sidebar"><h3>%s</h3><ul>%s</ul><h3>%s</h3><ul>%s</ul>
    <form action="/newsletter"><label>%s <input name="email"></label></form></aside>
    """
        .formatted(
            site.words().related(),
            related,
            site.words().popular(),
            popular,
            site.words().newsletter());
  }

  private String item(Article article) {
    return "<li><a href=\"%s\">%s</a></li>".formatted(site.path(article), escape(article.title()));
  }

  private int sectionNumber(Article article) {
    return site.sections().indexOf(article.section());
  }

  private String frame(String title, String head, String content) {
    StringBuilder sections = new StringBuilder();
    List<String> names = site.sections();
    for (int i = 0; i < names.size(); i++) {
      sections.append("<li><a href=\"/section/" + i + "\">" + escape(names.get(i)) + "</a></li>");
    }
    return """
    <!DOCTYPE html>
    <html lang="%s" dir="%s"><head><meta charset="utf-8"><title>%s | %s</title>
    %s<link rel="alternate" type="application/rss+xml" href="/rss.xml">
    <style>body{font-family:sans-serif}</style><script>var visits=1;</script></head>
    <body><div class="header"><a href="/">%s</a><nav><ul><li><a href="/">%s</a></li>%s<li><a href="/about">%s</a></li><li><a href="mailto:desk@%s">%s</a></li></ul></nav></div>
    %s
    <div class="footer"><p>%s</p><p><a href="/private/login?from=footer">&#128274;</a></p></div>
    </body></html>
    """
        .formatted(
            site.lang(),
            site.direction(),
            escape(title),
            site.name(),
            head,
            site.name(),
            site.words().home(),
            sections,
            site.words().about(),
            site.host(),
            site.words().contact(),
            content,
            site.words().rights());
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  static Page html(String html) {
    return new Page(
        200,
        Map.of("Content-Type", "text/html; charset=utf-8"),
        html.getBytes(StandardCharsets.UTF_8));
  }
}
