package org.peykare.console.sampleweb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.peykare.console.replay.WebContent.Page;

class SampleWebTest {
  private static final List<String> FOLDERS =
      List.of("daneshnameh", "peyk", "yaddasht", "harbour", "openpages");

  private final SampleWeb web = new SampleWeb();

  @Test
  void hasAtLeastAHundredArticlesOfAtLeast150Words() {
    List<Article> articles = all();
    assertThat(articles).hasSizeGreaterThanOrEqualTo(100);
    for (Article article : articles) {
      assertThat(words(article).length).as(article.slug()).isGreaterThanOrEqualTo(150);
    }
  }

  @Test
  void isRealProseAndNotFilledIn() {
    Set<String> distinct = new HashSet<>();
    int total = 0;
    for (Article article : all()) {
      String[] words = words(article);
      for (int i = 0; i + 5 <= words.length; i++) {
        distinct.add(String.join(" ", List.of(words).subList(i, i + 5)));
        total++;
      }
    }
    assertThat((double) distinct.size() / total).isGreaterThan(0.9);
  }

  @Test
  void neverAnswersTheDemosQuestion() {
    for (Article article : all()) {
      assertThat(String.join(" ", article.blocks()))
          .as(article.slug())
          .doesNotContain("دانشنامه‌ای اینترنتی با محتوای آزاد است");
    }
  }

  @Test
  void linksLeadToPages() {
    for (String folder : FOLDERS) {
      List<Article> articles = Articles.of(folder);
      List<String> slugs = articles.stream().map(Article::slug).toList();
      assertThat(slugs).containsAll(articles.stream().flatMap(a -> a.links().stream()).toList());
    }
  }

  @Test
  void servesHostsApart() {
    assertThat(web.seeds()).hasSizeGreaterThanOrEqualTo(4);
    assertThat(text(web.page("peyk.test", "/"))).contains("خبرگزاری پیک");
    assertThat(text(web.page("harbour.test", "/"))).contains("The Harbour Courier");
    assertThat(web.page("nobody.test", "/").status()).isEqualTo(404);
  }

  @Test
  void hasRedirectsDrawersALegacyPageAndAnEndlessCalendar() {
    assertThat(web.page("peyk.test", "/go").headers()).containsEntry("Location", "/go/on");
    assertThat(web.page("peyk.test", "/private/drafts").status()).isEqualTo(200);
    assertThat(text(web.page("peyk.test", "/robots.txt"))).contains("Disallow: /private/");
    Page tea = web.page("yaddasht.test", "/posts/morning-tea.html");
    assertThat(new String(tea.body(), Charset.forName("windows-1256"))).contains("چاي");
    assertThat(text(web.page("harbour.test", "/calendar/2999/12"))).contains("/calendar/3000/01");
  }

  @Test
  void republishesStoriesInFourWays() {
    List<Article> original = Articles.of("peyk");
    List<Article> copies = Republisher.copies(original);
    assertThat(copies).hasSize(12);
    assertThat(copies.getFirst().blocks()).isEqualTo(original.getFirst().blocks());
    assertThat(copies.get(3).lead()).doesNotContain("ی").doesNotContain("\u200c");
  }

  private static List<Article> all() {
    List<Article> articles = new ArrayList<>();
    FOLDERS.forEach(folder -> articles.addAll(Articles.of(folder)));
    return articles;
  }

  private static String[] words(Article article) {
    return Stream.of(String.join(" ", article.blocks()).split("\\s+"))
        .filter(word -> !word.equals("##"))
        .toArray(String[]::new);
  }

  private static String text(Page page) {
    return new String(page.body(), StandardCharsets.UTF_8);
  }
}
