package org.peykare.crawler.url;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.peykare.crawler.seed.Seed;
import org.peykare.crawler.seed.Seed.ScopeKind;
import org.peykare.crawler.seed.SeedKind;
import org.peykare.formats.url.UrlNormalForm;

class ScopeTest {
  @Test
  void aListAdmitsWhatItListsAndWhereThatRedirectsTo() {
    Seed list =
        Seed.builder("s", List.of("http://a.test/1", "http://a.test/2"))
            .kind(SeedKind.LIST)
            .build();
    Scope scope = new Scope(List.of(list));
    CrawlUrl listed = CrawlUrl.start(UrlNormalForm.of("http://a.test/1"), "s");

    assertThat(scope.admit(listed)).contains(listed);
    CrawlUrl moved = listed.redirect(UrlNormalForm.of("http://a.test/moved"));
    assertThat(scope.admit(moved)).contains(moved);
    assertThat(scope.admit(listed.redirect(UrlNormalForm.of("http://b.test/moved")))).isEmpty();
    assertThat(scope.admit(listed.link(UrlNormalForm.of("http://a.test/3"), CrawlUrl.Kind.PAGE)))
        .isEmpty();
    assertThat(scope.admit(CrawlUrl.start(UrlNormalForm.of("http://a.test/3"), "s"))).isEmpty();
  }

  @Test
  void aSectionAdmitsItsLinksAndNothingBehindThem() {
    Seed section = Seed.builder("s", List.of("http://a.test/news")).kind(SeedKind.SECTION).build();
    Scope scope = new Scope(List.of(section));
    CrawlUrl front = CrawlUrl.startsOf(section).findFirst().orElseThrow();
    CrawlUrl article = front.link(UrlNormalForm.of("http://a.test/x"), CrawlUrl.Kind.PAGE);

    assertThat(scope.admit(article)).contains(article);
    assertThat(scope.admit(article.link(UrlNormalForm.of("http://a.test/y"), CrawlUrl.Kind.PAGE)))
        .isEmpty();
    assertThat(
            scope.admit(
                new CrawlUrl(
                    UrlNormalForm.of("http://a.test/sitemap.xml"),
                    CrawlUrl.Kind.SITEMAP,
                    0,
                    0,
                    "s")))
        .isEmpty();
  }

  private static Seed seed(ScopeKind kind, String... urls) {
    return Seed.builder("s", List.of(urls)).scope(kind).build();
  }

  private static boolean admits(Seed seed, String url) {
    return seedOf(new Scope(List.of(seed)), url, "s").isPresent();
  }

  private static Optional<String> seedOf(Scope scope, String url, String from) {
    CrawlUrl page = CrawlUrl.start(UrlNormalForm.of("http://from.test/"), from);
    return scope.admit(page.link(UrlNormalForm.of(url), CrawlUrl.Kind.PAGE)).map(CrawlUrl::seed);
  }

  @Test
  void aHostScopeTakesTheHostWithAndWithoutWww() {
    Seed seed = seed(ScopeKind.HOST, "http://www.a.test/x");

    assertThat(admits(seed, "https://a.test/y")).isTrue();
    assertThat(admits(seed, "http://www.a.test/")).isTrue();
    assertThat(admits(seed, "http://b.a.test/")).isFalse();
    assertThat(admits(seed, "http://a.test:8080/")).isFalse();
  }

  @Test
  void aDomainScopeTakesAllHostsOfTheRegisteredDomain() {
    Seed seed = seed(ScopeKind.DOMAIN, "http://news.example.co.uk/");

    assertThat(admits(seed, "http://sport.example.co.uk/")).isTrue();
    assertThat(admits(seed, "http://other.co.uk/")).isFalse();
  }

  @Test
  void sitemapsAndFeedsOfTheHostPassWhateverThePagesFolderAndPattern() {
    Seed seed =
        seed(ScopeKind.PATH, "http://a.test/blog/x")
            .edit()
            .include("/blog/")
            .exclude("secret")
            .build();
    Scope scope = new Scope(List.of(seed));
    CrawlUrl page = CrawlUrl.start(UrlNormalForm.of("http://a.test/blog/x"), "s");

    for (CrawlUrl.Kind kind : List.of(CrawlUrl.Kind.SITEMAP, CrawlUrl.Kind.FEED)) {
      assertThat(scope.admit(page.link(UrlNormalForm.of("http://a.test/map.xml"), kind)))
          .isPresent();
      assertThat(scope.admit(page.link(UrlNormalForm.of("http://a.test/secret.xml"), kind)))
          .isEmpty();
      assertThat(scope.admit(page.link(UrlNormalForm.of("http://b.test/map.xml"), kind))).isEmpty();
    }
    assertThat(scope.admit(page.link(UrlNormalForm.of("http://a.test/map"), CrawlUrl.Kind.PAGE)))
        .isEmpty();
  }

  @Test
  void aPathScopeTakesTheFolder() {
    Seed seed = seed(ScopeKind.PATH, "http://a.test/docs/index.html");

    assertThat(admits(seed, "http://a.test/docs/more/x")).isTrue();
    assertThat(admits(seed, "http://a.test/blog/")).isFalse();
  }

  @Test
  void anAnyListedScopeTakesTheHostsOfAllSeeds() {
    Scope scope =
        new Scope(
            List.of(
                seed(ScopeKind.ANY_LISTED, "http://a.test/"),
                Seed.builder("t", List.of("http://t.test/deep/")).scope(ScopeKind.PATH).build()));

    assertThat(seedOf(scope, "http://t.test/x", "s")).contains("s");
    assertThat(seedOf(scope, "http://u.test/", "s")).isEmpty();
  }

  @Test
  void aLinkIntoAnotherSeedsScopeBelongsToThatSeed() {
    Scope scope =
        new Scope(List.of(Seed.of("a", "http://a.test/"), Seed.of("b", "http://b.test/")));

    assertThat(seedOf(scope, "http://b.test/x", "a")).contains("b");
  }

  @Test
  void filtersAndDepthNarrowAScope() {
    Seed seed =
        Seed.of("s", "http://a.test/")
            .edit()
            .include("/news/")
            .exclude("\\.pdf$")
            .maxDepth(1)
            .build();
    Scope scope = new Scope(List.of(seed));

    assertThat(admits(seed, "http://a.test/news/1")).isTrue();
    assertThat(admits(seed, "http://a.test/news/1.pdf")).isFalse();
    assertThat(admits(seed, "http://a.test/other")).isFalse();
    assertThat(
            scope.admit(
                new CrawlUrl(
                    UrlNormalForm.of("http://a.test/news/2"), CrawlUrl.Kind.PAGE, 2, 0, "s")))
        .isEmpty();
  }
}
