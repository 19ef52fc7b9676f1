package org.peykare.corpus.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.peykare.corpus.extract.TextExtractor;

class ListingFilterTest {
  private static final String TEASER =
      "<p>The old library opens its doors again, after two years of work, on the first day of"
          + " spring.</p>";

  private final ListingFilter filter = new ListingFilter(FilterConfig.defaults());

  private Optional<Rejection> check(String html) {
    return filter.check(TextExtractor.withDefaults().extract(html, null).shape());
  }

  private static String entry(int number) {
    return "<h2><a href='/n/%d'>Title number %d of the day</a></h2>%s"
        .formatted(number, number, TEASER.replace("two", "" + number));
  }

  @Test
  void rejectsAPageOfTitlesWithTeasers() {
    String page = "<main>" + entry(2) + entry(3) + entry(4) + entry(5) + "</main>";

    assertThat(check(page)).get().extracting(Rejection::reason).isEqualTo("listing");
  }

  @Test
  void rejectsAPageOfCardsThatAreLinksAsAWhole() {
    String card = "<a href='/n/%d'><h3>Title number %d</h3>" + TEASER + "</a>";
    String page =
        "<div>"
            + card.formatted(1, 1)
            + card.formatted(2, 2)
            + card.formatted(3, 3)
            + card.formatted(4, 4)
            + "</div>";

    assertThat(check(page)).isPresent();
  }

  @Test
  void keepsAnArticleWithLinksBelowIt() {
    String page =
        "<main><h1>Library</h1>"
            + TEASER.repeat(8)
            + "<ul class=x><li><a href=/1>One story of the day</a><li><a href=/2>Another story of"
            + " the day</a><li><a href=/3>A third story of the day</a></ul></main>";

    assertThat(check(page)).isEmpty();
  }

  @Test
  void keepsAPageWhoseHeadingsLinkToThemselves() {
    String section = "<h2><a href='#s%d'>Section %d</a></h2>" + TEASER;

    assertThat(
            check(
                "<main>"
                    + section.formatted(1, 1)
                    + section.formatted(2, 2)
                    + section.formatted(3, 3)
                    + section.formatted(4, 4)
                    + "</main>"))
        .isEmpty();
  }

  @Test
  void valuesAreChangedByTheirNamesInSettings() {
    FilterConfig config =
        FilterConfig.defaults()
            .with("listing-entries", "9")
            .with("fa.ended-lines", ".5")
            .with("mask", "email, ip");

    assertThat(config.listingEntries()).isEqualTo(9);
    assertThat(config.thresholds("fa").endedLines()).isEqualTo(.5);
    assertThat(config.thresholds("en")).isEqualTo(FilterConfig.defaults().thresholds("en"));
    assertThat(config.masked())
        .containsExactlyInAnyOrder(PersonalData.Kind.EMAIL, PersonalData.Kind.IP);
    assertThatThrownBy(() -> FilterConfig.defaults().with("fa.lines", "1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ended-lines");
    assertThatThrownBy(() -> FilterConfig.defaults().with("least", "1"))
        .hasMessageContaining("least-words");
    assertThatThrownBy(() -> FilterConfig.defaults().with("least-words", "many"))
        .hasMessageContaining("must be a number");
  }

  @Test
  void rejectsSpamByManyDifferentWordsTogether() {
    UnwantedFilter unwanted = new UnwantedFilter(FilterConfig.defaults());

    assertThat(
            unwanted.check(
                "Best casino with free spins, roulette and blackjack for all of you today"))
        .get()
        .extracting(Rejection::reason)
        .isEqualTo("spam");
    assertThat(
            unwanted.check("بهترین سایت شرط‌بندی با بازی انفجار و کازینو و رولت را امروز ببینید"))
        .get()
        .extracting(Rejection::reason)
        .isEqualTo("spam");
    assertThat(
            unwanted.check(
                "The casino on the hill burned down, and the town was glad of it in the end"))
        .isEmpty();
  }
}
