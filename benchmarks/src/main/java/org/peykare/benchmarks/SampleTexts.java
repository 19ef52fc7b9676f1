package org.peykare.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.peykare.console.sampleweb.SampleWeb;

/// Pages of the sample web, as HTML.
public final class SampleTexts {
  private static final Pattern LOCATION = Pattern.compile("<loc>http://([^/]+)(/[^<]*)</loc>");
  private static final Pattern PARAGRAPH = Pattern.compile("<p>([^<]{40,})</p>");

  private SampleTexts() {}

  /// The pages that the sites' sitemaps name.
  public static List<String> pages() {
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

  /// Sentences of at least eight words in pages in English, each once.
  public static List<String> englishSentences() {
    return pages().stream()
        .flatMap(page -> PARAGRAPH.matcher(page).results())
        .map(paragraph -> paragraph.group(1))
        .filter(text -> text.chars().allMatch(c -> c < 128 && c != '<' && c != '&'))
        .flatMap(text -> Stream.of(text.split("(?<=[.?!]) ")))
        .filter(sentence -> sentence.split(" ").length >= 8)
        .distinct()
        .toList();
  }

  /// UTF-8 bytes of `texts`.
  static long bytes(List<String> texts) {
    return texts.stream().mapToLong(text -> text.getBytes(StandardCharsets.UTF_8).length).sum();
  }
}
