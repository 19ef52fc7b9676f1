package org.peykare.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.peykare.console.sampleweb.SampleWeb;

/// Pages of the sample web, as HTML.
final class SampleTexts {
  private static final Pattern LOCATION = Pattern.compile("<loc>http://([^/]+)(/[^<]*)</loc>");

  private SampleTexts() {}

  /// The pages that the sites' sitemaps name.
  static List<String> pages() {
    SampleWeb web = new SampleWeb();
    List<String> pages = new ArrayList<>();
    for (String seed : web.seeds()) {
      String host = seed.substring("http://".length(), seed.length() - 1);
      String sitemap = new String(web.page(host, "/sitemap.xml").body(), StandardCharsets.UTF_8);
      Matcher matcher = LOCATION.matcher(sitemap);
      while (matcher.find()) {
        pages.add(
            new String(
                web.page(matcher.group(1), matcher.group(2)).body(), StandardCharsets.UTF_8));
      }
    }
    return pages;
  }

  /// UTF-8 bytes of `texts`.
  static long bytes(List<String> texts) {
    return texts.stream().mapToLong(text -> text.getBytes(StandardCharsets.UTF_8).length).sum();
  }
}
