package org.peykare.crawler.discover;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.peykare.crawler.fetch.Fetch;
import org.peykare.crawler.fetch.Head;
import org.peykare.crawler.seed.Seed;
import org.peykare.crawler.url.CrawlUrl.Kind;
import org.peykare.formats.url.UrlNormalForm;

class DiscoveryTest {
  private static final Seed SEED = Seed.of("s", "http://a.test/");
  private final Discovery discovery = new Discovery();

  private static Fetch.Fetched fetched(String type, byte[] body, String... fields) {
    List<Head.Field> head = new ArrayList<>();
    if (!type.isEmpty()) {
      head.add(new Head.Field("Content-Type", type));
    }
    for (int i = 0; i < fields.length; i += 2) {
      head.add(new Head.Field(fields[i], fields[i + 1]));
    }
    return new Fetch.Fetched(
        UrlNormalForm.of("http://a.test/dir/page"),
        Instant.EPOCH,
        1,
        new Head(200, "http/1.1", head),
        body,
        Fetch.Truncation.WHOLE,
        null);
  }

  private Found read(String type, String body, Kind kind, String... fields) {
    return discovery.read(fetched(type, body.getBytes(StandardCharsets.UTF_8), fields), kind, SEED);
  }

  private static List<String> links(Found found) {
    return found.links().stream().map(link -> link.kind() + " " + link.url()).toList();
  }

  @Test
  void findsTheLinksOfAPage() {
    Found found =
        read(
            "text/html",
            """
            <base href="/base/">
            <link rel="alternate" type="application/rss+xml" href="/feed">
            <link rel=canonical href=http://a.test/canon><link rel=stylesheet href=/s.css>
            <meta http-equiv=refresh content="5; URL='/next'">
            <a href="one">1</a> <a href="one#x">1</a> <a href="//b.test/">b</a>
            <a href="javascript:x()">j</a> <a rel="nofollow" href="/no">n</a>
            <map><area href=/area></map><iframe src=/frame></iframe>
            """,
            Kind.PAGE);

    assertThat(found.content()).isEqualTo(Found.Content.PAGE);
    assertThat(links(found))
        .containsExactlyInAnyOrder(
            "FEED http://a.test/feed",
            "PAGE http://a.test/canon",
            "PAGE http://a.test/base/one",
            "PAGE http://b.test/",
            "PAGE http://a.test/area",
            "PAGE http://a.test/frame",
            "PAGE http://a.test/next");
  }

  @Test
  void aPageThatSaysNofollowHasNoLinks() {
    assertThat(
            links(
                read(
                    "text/html",
                    "<meta name=robots content='noindex, nofollow'><a href=/x>x</a>",
                    Kind.PAGE)))
        .isEmpty();
    assertThat(links(read("text/html", "<a href=/x>x</a>", Kind.PAGE, "X-Robots-Tag", "nofollow")))
        .isEmpty();
    assertThat(
            links(
                read(
                    "text/html",
                    "<a href=/x>x</a>",
                    Kind.PAGE,
                    "X-Robots-Tag",
                    "otherbot: nofollow")))
        .isNotEmpty();
  }

  @Test
  void keepsOptOutsAsEvidence() {
    Found found =
        read(
            "text/html",
            "<meta name=robots content='noai, noimageai'><meta name=tdm-reservation content=1><a href=/x>x</a>",
            Kind.PAGE,
            "X-Robots-Tag",
            "noai",
            "TDM-Reservation",
            "1");

    assertThat(found.optOuts())
        .containsExactly(
            "x-robots-tag: noai",
            "tdm-reservation: 1",
            "meta robots: noai, noimageai",
            "meta tdm-reservation: 1");
    assertThat(found.links()).hasSize(1);
  }

  @Test
  void readsLinksInTheCharsetOfThePage() {
    byte[] body =
        "<meta charset=windows-1256><a href='/کتاب'>کتاب</a>"
            .getBytes(Charset.forName("windows-1256"));

    assertThat(links(discovery.read(fetched("text/html", body), Kind.PAGE, SEED)))
        .containsExactly("PAGE http://a.test/%DA%A9%D8%AA%D8%A7%D8%A8");
  }

  @Test
  void readsSitemapsAndTheirIndexes() throws IOException {
    String map =
        """
        <?xml version="1.0"?>
        <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
        <url><loc>http://a.test/1</loc><news:news><news:title>T</news:title></news:news></url>
        <url><loc>http://a.test/2</loc></url></urlset>
        """;
    assertThat(links(read("application/xml", map, Kind.SITEMAP)))
        .containsExactly("PAGE http://a.test/1", "PAGE http://a.test/2");
    assertThat(links(read("text/xml", map, Kind.PAGE))).hasSize(2);

    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(map.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(
            links(
                discovery.read(
                    fetched("application/octet-stream", zipped.toByteArray()), Kind.SITEMAP, SEED)))
        .hasSize(2);
    assertThat(
            links(
                read(
                    "application/xml",
                    "<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><sitemap><loc>http://a.test/m1.xml</loc></sitemap></sitemapindex>",
                    Kind.SITEMAP)))
        .containsExactly("SITEMAP http://a.test/m1.xml");
    assertThat(links(read("application/xml", "<urlset><broken", Kind.SITEMAP))).isEmpty();
  }

  @Test
  void readsRssAndAtom() {
    assertThat(
            links(
                read(
                    "application/rss+xml",
                    "<rss><channel><link>http://a.test/</link><item><link>http://a.test/n1</link></item><item><guid>http://a.test/n2</guid></item></channel></rss>",
                    Kind.FEED)))
        .containsExactly("PAGE http://a.test/n1", "PAGE http://a.test/n2");
    assertThat(
            links(
                read(
                    "application/atom+xml",
                    "<feed xmlns='http://www.w3.org/2005/Atom'><link href='/'/><entry><link rel='self' href='/x.atom'/><link href='/e1'/></entry></feed>",
                    Kind.PAGE)))
        .containsExactly("PAGE http://a.test/e1");
  }

  @Test
  void tellsPagesFromTheRest() {
    assertThat(read("", "plain", Kind.PAGE).content()).isEqualTo(Found.Content.PAGE);
    assertThat(read("application/xhtml+xml", "<html/>", Kind.PAGE).content())
        .isEqualTo(Found.Content.PAGE);
    assertThat(read("text/html", "%PDF-1.4", Kind.PAGE).content()).isEqualTo(Found.Content.PAGE);
    assertThat(read("text/html", "<p>soft 404", Kind.SITEMAP).content())
        .isEqualTo(Found.Content.PAGE);
    assertThat(read("application/pdf", "%PDF-1.4", Kind.PAGE).content())
        .isEqualTo(Found.Content.OTHER);
    assertThat(read("application/json", "{}", Kind.PAGE).content()).isEqualTo(Found.Content.OTHER);
  }
}
