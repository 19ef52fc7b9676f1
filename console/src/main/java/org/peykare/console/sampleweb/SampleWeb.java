package org.peykare.console.sampleweb;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.peykare.console.replay.WebContent;
import org.peykare.console.sampleweb.Site.Kind;
import org.peykare.console.sampleweb.Site.Words;

/// The sample web: six hosts under `.test`, their text written for this project.
///
/// Besides articles it has what real sites have: disallowed pages that are linked, redirects,
/// missing pages, a page in windows-1256, one in an unwanted language, pages that are too short,
/// one that is not HTML, copies and near-copies across hosts, and a calendar without end.
public final class SampleWeb implements WebContent {
  private static final String CALENDAR_HOST = "harbour.test";
  private static final Pattern CALENDAR = Pattern.compile("/calendar/(\\d{4})/(\\d{2})");

  private static final DateTimeFormatter MONTH_PATH =
      DateTimeFormatter.ofPattern("'/calendar/'yyyy/MM", Locale.ROOT);

  /// Served in windows-1256, which has no Persian ye: it is written with the Arabic one.
  private static final String LEGACY_SLUG = "morning-tea";

  private final Map<String, Site> sites = new HashMap<>();
  private final Map<String, Page> pages = new HashMap<>();

  /// Builds the web.
  public SampleWeb() {
    List<Article> peyk = Articles.of("peyk");
    add(
        new Site(
            "daneshnameh.test",
            Kind.ENCYCLOPEDIA,
            "fa",
            "دانشنامه",
            Words.PERSIAN,
            Articles.of("daneshnameh")));
    add(new Site("peyk.test", Kind.NEWS, "fa", "خبرگزاری پیک", Words.PERSIAN, peyk));
    add(new Site("bazna.test", Kind.NEWS, "fa", "بازنما", Words.PERSIAN, Republisher.copies(peyk)));
    add(
        new Site(
            "yaddasht.test",
            Kind.BLOG,
            "fa",
            "یادداشت‌های روزانه",
            Words.PERSIAN,
            Articles.of("yaddasht")));
    add(
        new Site(
            CALENDAR_HOST,
            Kind.NEWS,
            "en",
            "The Harbour Courier",
            Words.ENGLISH,
            Articles.of("harbour")));
    add(
        new Site(
            "openpages.test",
            Kind.ENCYCLOPEDIA,
            "en",
            "Open Pages",
            Words.ENGLISH,
            Articles.of("openpages")));
    addExtras();
  }

  /// Front pages of the sites, the seeds of a crawl.
  public List<String> seeds() {
    return sites.keySet().stream().sorted().map(host -> "http://" + host + "/").toList();
  }

  @Override
  public Page page(String host, String target) {
    int query = target.indexOf('?');
    String path = query < 0 ? target : target.substring(0, query);
    Matcher month = CALENDAR.matcher(path);
    if (host.equals(CALENDAR_HOST) && month.matches()) {
      return calendar(month.group(1), month.group(2));
    }
    return Optional.ofNullable(pages.get(host + target))
        .or(() -> Optional.ofNullable(pages.get(host + path)))
        .orElseGet(Page::notFound);
  }

  private void add(Site site) {
    sites.put(site.host(), site);
    PageBuilder builder = new PageBuilder(site);
    for (Article article : site.articles()) {
      put(site, site.path(article), PageBuilder.html(builder.article(article)));
      put(site, "/old/" + article.slug(), redirect(301, site.path(article)));
    }
    addListings(site, builder);
    put(site, "/robots.txt", Feeds.robots(site));
    put(site, "/rss.xml", Feeds.rss(site));
    put(site, "/sitemap-news.xml", Feeds.newsSitemap(site));
    put(site, "/sitemap.xml", Feeds.sitemap(site));
    put(site, "/about", PageBuilder.html(builder.plain(site.words().about(), aboutLinks(site))));
    put(
        site,
        "/private/login",
        PageBuilder.html(builder.plain("Login", "<form><input name=user></form>")));
  }

  private void addListings(Site site, PageBuilder builder) {
    List<Article> articles = site.articles();
    for (int start = 0; start < articles.size(); start += PageBuilder.PER_LISTING) {
      int end = Math.min(start + PageBuilder.PER_LISTING, articles.size());
      int number = start / PageBuilder.PER_LISTING + 1;
      String older = end < articles.size() ? "/?page=" + (number + 1) : "";
      String html = builder.listing(site.words().latest(), articles.subList(start, end), older);
      put(site, number == 1 ? "/" : "/?page=" + number, PageBuilder.html(html));
    }
    List<String> sections = site.sections();
    for (int i = 0; i < sections.size(); i++) {
      String section = sections.get(i);
      List<Article> inSection = articles.stream().filter(a -> a.section().equals(section)).toList();
      put(site, "/section/" + i, PageBuilder.html(builder.listing(section, inSection, "")));
    }
  }

  /// Links that end in a redirect, in a chain of two, in nothing, and in a drawer.
  private static String aboutLinks(Site site) {
    Article first = site.articles().getFirst();
    Article last = site.articles().getLast();
    return """
    <ul><li><a href="/old/%s">1</a></li><li><a href="/go">2</a></li>
    <li><a href="/lost/page-that-never-was">3</a></li><li><a href="/private/drafts">4</a></li>
    <li><a href="/old/%s#part">5</a></li>%s</ul>
    """
        .formatted(
            first.slug(),
            last.slug(),
            site.host().equals(CALENDAR_HOST)
                ? "<li><a href=\"/calendar/2026/01\">Calendar</a></li>"
                : "");
  }

  private void addExtras() {
    for (Site site : sites.values()) {
      put(site, "/go", redirect(302, "/go/on"));
      put(site, "/go/on", redirect(302, site.path(site.articles().getFirst())));
      put(site, "/private/drafts", PageBuilder.html("<p>Not for robots.</p>"));
    }
    Map<String, Article> extras = new HashMap<>();
    Articles.of("extras").forEach(article -> extras.put(article.slug(), article));
    extra("openpages.test", extras, "leuchtturm");
    extra("peyk.test", extras, "brief-rain");
    extra(CALENDAR_HOST, extras, "brief-pool");

    Site blog = site("yaddasht.test");
    Article tea =
        blog.articles().stream()
            .filter(a -> a.slug().equals(LEGACY_SLUG))
            .findFirst()
            .orElseThrow();
    String html =
        new PageBuilder(blog).article(tea).replace("charset=\"utf-8\"", "charset=\"windows-1256\"");
    put(
        blog,
        blog.path(tea),
        new Page(
            200,
            Map.of("Content-Type", "text/html"),
            html.replace('ی', 'ي').getBytes(Charset.forName("windows-1256"))));

    Site courier = site(CALENDAR_HOST);
    put(
        courier,
        "/files/timetable.pdf",
        new Page(
            200,
            Map.of("Content-Type", "application/pdf"),
            "%PDF-1.4\n".getBytes(StandardCharsets.US_ASCII)));
    put(
        courier,
        "/files/scan.html",
        new Page(
            200,
            Map.of("Content-Type", "text/html"),
            new byte[] {
              (byte) 0x89,
              'P',
              'N',
              'G',
              13,
              10,
              26,
              10,
              0,
              0,
              0,
              13,
              'I',
              'H',
              'D',
              'R',
              0,
              0,
              1,
              0
            }));
  }

  /// An article outside the listings, linked from the site's page about itself.
  private void extra(String host, Map<String, Article> extras, String slug) {
    Site site = site(host);
    Article article = Optional.ofNullable(extras.get(slug)).orElseThrow();
    PageBuilder builder = new PageBuilder(site);
    put(site, site.path(article), PageBuilder.html(builder.article(article)));
    String files =
        host.equals(CALENDAR_HOST)
            ? " <a href=\"/files/timetable.pdf\">PDF</a> <a href=\"/files/scan.html\">Scan</a>"
            : "";
    String links =
        "<p><a href=\"%s\">%s</a>%s</p>"
            .formatted(site.path(article), PageBuilder.escape(article.title()), files);
    put(
        site,
        "/about",
        PageBuilder.html(builder.plain(site.words().about(), links + aboutLinks(site))));
  }

  private Site site(String host) {
    return Optional.ofNullable(sites.get(host)).orElseThrow();
  }

  private void put(Site site, String target, Page page) {
    pages.put(site.host() + target, page);
  }

  private static Page redirect(int status, String location) {
    return new Page(status, Map.of("Location", location), new byte[0]);
  }

  /// Every month links to the next, for ever.
  private Page calendar(String year, String month) {
    int number = Integer.parseInt(month);
    if (number < 1 || number > 12) {
      return Page.notFound();
    }
    YearMonth shown = YearMonth.of(Integer.parseInt(year), number);
    String next = MONTH_PATH.format(shown.plusMonths(1));
    String previous = MONTH_PATH.format(shown.minusMonths(1));
    return PageBuilder.html(
        new PageBuilder(site(CALENDAR_HOST))
            .plain(
                "Events in " + shown,
                "<p>Nothing is planned.</p><p><a href=\"%s\">Earlier</a> <a href=\"%s\">Later</a></p>"
                    .formatted(previous, next)));
  }
}
