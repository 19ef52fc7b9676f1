package org.peykare.crawler.robots;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.peykare.crawler.fetch.Fetch;
import org.peykare.crawler.fetch.Head;
import org.peykare.formats.url.UrlNormalForm;

class RobotsCacheTest {
  private final Map<String, Fetch> web = new HashMap<>();
  private final List<String> asked = new ArrayList<>();
  private final RobotsCache robots =
      new RobotsCache(
          "peykare",
          url -> {
            asked.add(url.toString());
            return web.getOrDefault(url.toString(), failed(url.toString(), 404));
          });

  private static Fetch fetched(String url, String body) {
    return new Fetch.Fetched(
        UrlNormalForm.of(url),
        Instant.EPOCH,
        1,
        new Head(200, "http/1.1", List.of()),
        body.getBytes(StandardCharsets.UTF_8),
        Fetch.Truncation.WHOLE,
        null);
  }

  private static Fetch failed(String url, int status) {
    return new Fetch.Failed(
        UrlNormalForm.of(url), Instant.EPOCH, 1, status, "http " + status, Fetch.Again.NEVER, null);
  }

  private static Fetch redirected(String url, String location) {
    return new Fetch.Redirected(UrlNormalForm.of(url), Instant.EPOCH, 1, 301, location);
  }

  private RobotsPolicy load(String page) throws InterruptedException {
    return robots.load(UrlNormalForm.of(page), _ -> {});
  }

  private static boolean allows(RobotsPolicy policy, String url) {
    return policy.refusal(UrlNormalForm.of(url)).isEmpty();
  }

  @Test
  void theLongestMatchDecidesInTheCrawlersOwnGroup() throws Exception {
    web.put(
        "http://a.test/robots.txt",
        fetched(
            "http://a.test/robots.txt",
            """
            User-agent: *
            Disallow: /

            User-agent: Peykare
            Disallow: /private/
            Allow: /private/open
            Crawl-delay: 3
            Sitemap: http://a.test/map.xml
            Content-Signal: search=yes, ai-train=no
            """));

    RobotsPolicy policy = load("http://a.test/x");

    assertThat(allows(policy, "http://a.test/x")).isTrue();
    assertThat(allows(policy, "http://a.test/private/x")).isFalse();
    assertThat(allows(policy, "http://a.test/private/open/x")).isTrue();
    assertThat(policy.crawlDelay()).isEqualTo(Duration.ofSeconds(3));
    assertThat(policy.sitemaps()).containsExactly("http://a.test/map.xml");
    assertThat(policy.optOuts())
        .containsExactly("robots.txt content-signal: search=yes, ai-train=no");
  }

  @Test
  void withoutARobotsTxtEverythingIsAllowed() throws Exception {
    web.put("http://a.test/robots.txt", failed("http://a.test/robots.txt", 404));

    assertThat(allows(load("http://a.test/x"), "http://a.test/x")).isTrue();
    assertThat(load("http://a.test/x").standing()).isEqualTo(RobotsPolicy.Standing.ABSENT);
  }

  @Test
  void anUnreachableRobotsTxtForbidsEverything() throws Exception {
    for (int status : new int[] {500, 503, 429, 0}) {
      web.put("http://a.test/robots.txt", failed("http://a.test/robots.txt", status));

      assertThat(load("http://a.test/x").refusal(UrlNormalForm.of("http://a.test/x")))
          .contains("robots: robots.txt unreachable: http " + status);
    }
  }

  @Test
  void aHostWhoseRobotsTxtStaysUnreachableIsLeftAloneForLongerEachTime() throws Exception {
    web.put("http://a.test/robots.txt", failed("http://a.test/robots.txt", 503));

    assertThat(load("http://a.test/").retryAfter()).isEqualTo(Duration.ofHours(1));
    assertThat(load("http://a.test/").retryAfter()).isEqualTo(Duration.ofHours(2));
    for (int i = 0; i < 5; i++) {
      load("http://a.test/");
    }
    assertThat(load("http://a.test/").retryAfter()).isEqualTo(Duration.ofDays(1));

    web.put("http://a.test/robots.txt", failed("http://a.test/robots.txt", 404));
    assertThat(load("http://a.test/").retryAfter()).isZero();
  }

  @Test
  void redirectsAreFollowedFiveTimes() throws Exception {
    web.put("http://a.test/robots.txt", redirected("http://a.test/robots.txt", "//b.test/r"));
    web.put("http://b.test/r", fetched("http://b.test/r", "User-agent: *\nDisallow: /x"));

    assertThat(allows(load("http://a.test/x"), "http://a.test/x")).isFalse();

    web.put("http://b.test/r", redirected("http://b.test/r", "/r"));
    asked.clear();
    assertThat(load("http://a.test/").standing()).isEqualTo(RobotsPolicy.Standing.ABSENT);
    assertThat(asked).hasSize(6);
  }

  @Test
  void schemeHostAndPortHaveEachTheirOwn() throws Exception {
    load("http://a.test/x");

    assertThat(robots.cached(UrlNormalForm.of("http://a.test/y"))).isPresent();
    assertThat(robots.cached(UrlNormalForm.of("https://a.test/y"))).isEmpty();
    assertThat(robots.cached(UrlNormalForm.of("http://a.test:81/y"))).isEmpty();
  }
}
