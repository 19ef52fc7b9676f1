package org.peykare.crawler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.peykare.crawler.TestWeb.Answer;
import org.peykare.crawler.check.SeedReport;
import org.peykare.crawler.check.SeedReport.Problem;
import org.peykare.crawler.fetch.FetchConfig;
import org.peykare.crawler.seed.Seed;
import org.peykare.crawler.seed.SeedKind;
import org.peykare.formats.fetch.FetchEvent.Outcome;

class SeedCheckTest {
  private static final Duration DELAY = Duration.ofMillis(20);

  private final TestWeb web = new TestWeb();

  @AfterEach
  void stop() {
    web.close();
  }

  private SeedReport check(Seed seed) throws InterruptedException {
    return SeedCheck.run(seed, FetchConfig.forResolved(List.of(web.rule(".test"))), DELAY);
  }

  @Test
  void tellsWhatACrawlWouldFindThere() throws Exception {
    web.host(
        "a.test",
        Map.of(
            "/robots.txt",
            Answer.of(
                200,
                "text/plain",
                "User-agent: *\nDisallow: /private/\nCrawl-delay: 0.1\nContent-Signal: ai-train=no\nSitemap: http://a.test/sitemap.xml\n"),
            "/",
            Answer.redirect("/home"),
            "/home",
            Answer.html(
                "<html lang=fa><head><title>خانه</title><link rel=alternate type=application/rss+xml href=/feed.xml></head>"
                    + "<a href=/one>1</a><a href=/private/x>2</a><a href=/print/1>3</a><a href=http://out.test/>4</a>"),
            "/sitemap.xml",
            Answer.of(
                200,
                "application/xml",
                "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>http://a.test/listed</loc></url></urlset>")));

    SeedReport report = check(Seed.of("a", "http://a.test/").edit().exclude("/print/").build());

    assertThat(report.hosts())
        .singleElement()
        .satisfies(host -> {
          assertThat(host.robots()).isEqualTo("READ");
          assertThat(host.status()).isEqualTo(200);
          assertThat(host.rules()).containsExactly("Disallow: /private/");
          assertThat(host.crawlDelay()).isEqualTo(Duration.ofMillis(100));
          assertThat(host.delay()).isEqualTo(Duration.ofMillis(100));
          assertThat(host.optOuts()).containsExactly("robots.txt content-signal: ai-train=no");
        });
    assertThat(report.starts())
        .singleElement()
        .satisfies(start -> {
          assertThat(start.outcome()).isEqualTo(Outcome.FETCHED);
          assertThat(start.redirect()).isEqualTo("http://a.test/home");
          assertThat(start.title()).isEqualTo("خانه");
          assertThat(start.language()).isEqualTo("fa");
          assertThat(start.content()).isEqualTo("page");
        });
    assertThat(report.sitemaps()).containsExactly("http://a.test/sitemap.xml");
    assertThat(report.feeds()).containsExactly("http://a.test/feed.xml");
    assertThat(report.inScope())
        .extracting(SeedReport.Link::url)
        .containsExactly("http://a.test/feed.xml", "http://a.test/one", "http://a.test/listed");
    assertThat(report.outOfScope())
        .containsExactlyInAnyOrder(
            new SeedReport.Link("http://a.test/private/x", "robots: disallowed"),
            new SeedReport.Link("http://a.test/print/1", "matches exclude"),
            new SeedReport.Link("http://out.test/", "another host"));
    assertThat(report.problems()).extracting(Problem::kind).containsExactly(Problem.Kind.OPTS_OUT);
    assertThat(report.requests()).isEqualTo(4);
    assertThat(web.hits()).hasSize(4);
    assertThat(web.shortestGapMillis().get("a.test")).isGreaterThanOrEqualTo(20);
    assertThat(SeedReport.CODEC.fromBytes(SeedReport.CODEC.toBytes(report))).isEqualTo(report);
  }

  @Test
  void problemsAreData() throws Exception {
    web.host("down.test", _ -> Answer.of(503, "text/plain", "later"))
        .host(
            "shut.test",
            Map.of("/robots.txt", Answer.of(200, "text/plain", "User-agent: *\nDisallow: /\n")))
        .host("gone.test", Map.of())
        .host("moved.test", Map.of("/", Answer.redirect("http://else.test/")))
        .host("page.test", Map.of("/feed", Answer.html("<p>no feed</p>")));

    assertThat(kinds(Seed.of("d", "http://down.test/")))
        .containsExactly(Problem.Kind.ROBOTS_UNREACHABLE);
    assertThat(kinds(Seed.of("s", "http://shut.test/")))
        .containsExactly(Problem.Kind.ROBOTS_DISALLOWS);
    assertThat(kinds(Seed.of("g", "http://gone.test/"))).containsExactly(Problem.Kind.START_FAILED);
    assertThat(kinds(Seed.of("m", "http://moved.test/")))
        .containsExactly(Problem.Kind.REDIRECTS_OUT_OF_SCOPE);
    assertThat(
            kinds(Seed.builder("f", List.of("http://page.test/feed")).kind(SeedKind.FEED).build()))
        .containsExactly(Problem.Kind.WRONG_KIND, Problem.Kind.NOTHING_IN_SCOPE);
    assertThat(kinds(Seed.of("p", "http://127.0.0.1:" + web.port() + "/")))
        .containsExactly(Problem.Kind.ADDRESS_REFUSED);
    assertThat(web.hits()).extracting(TestWeb.Hit::host).doesNotContain("127.0.0.1:" + web.port());
  }

  @Test
  void looksAtFiveHostsAndThreeStartUrlsOfEach() throws Exception {
    List<String> urls =
        java.util.stream.IntStream.range(0, 7)
            .boxed()
            .flatMap(h ->
                java.util.stream.IntStream.range(0, 4)
                    .mapToObj(i -> "http://h%d.test/%d".formatted(h, i)))
            .toList();
    for (int h = 0; h < 7; h++) {
      web.host(
          "h" + h + ".test",
          exchange ->
              exchange.getRequestURI().getPath().equals("/robots.txt")
                  ? Answer.notFound()
                  : Answer.html("<a href=/x>x</a>"));
    }

    SeedReport report = check(Seed.builder("many", urls).build());

    assertThat(report.hosts()).hasSize(5);
    assertThat(report.starts()).hasSize(15);
    assertThat(report.problems()).extracting(Problem::kind).containsOnly(Problem.Kind.INCOMPLETE);
  }

  private List<Problem.Kind> kinds(Seed seed) throws InterruptedException {
    return check(seed).problems().stream().map(Problem::kind).toList();
  }
}
