package org.peykare.corpus.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

class TextExtractorTest {
  private final TextExtractor extractor = TextExtractor.withDefaults();

  @Test
  void keepsTheTextOfANewsPageAndNothingAroundIt() {
    ExtractedPage page = extractor.extract(Pages.read("news-fa.html"), "https://example.org/x");

    assertThat(page.text())
        .startsWith("کتابخانهٔ مرکزی شهر پس از دو سال بازسازی")
        .endsWith("زودتر از برنامه به پایان رسیده است.")
        .contains("\n\nتالار تازه برای کودکان\n\n")
        .contains("هر کتابی که از این‌جا می‌رود")
        .doesNotContain("کوکی", "سیاست", "پربازدیدها", "مرتبط", "ممنون", "همهٔ حقوق", "تلگرام")
        .doesNotContain("نباید دیده شود", "کد خبر", "بیشتر بخوانید");
  }

  @Test
  void keepsEveryZeroWidthNonJoiner() {
    String text = extractor.extract(Pages.read("news-fa.html"), null).text();

    assertThat(text).contains("می‌توان", "کتاب‌های", "خواننده‌ها", "یکی‌یکی", "قصه‌گویی");
  }

  @Test
  void writesListsAndTablesALineEach() {
    String text = extractor.extract(Pages.read("news-fa.html"), null).text();

    assertThat(text)
        .contains("\n\n- تالار کودکان، طبقهٔ نخست\n- تالار مرجع، طبقهٔ دوم\n\n")
        .contains("\n\nروز | ساعت\nشنبه تا چهارشنبه | ۸ تا ۲۰\nپنجشنبه | ۸ تا ۱۴\n\n");
  }

  @Test
  void readsWhatThePageSaysOfItself() {
    ExtractedPage page = extractor.extract(Pages.read("news-fa.html"), "https://example.org/x");

    assertThat(page.title()).isEqualTo("بازگشایی کتابخانهٔ شهر پس از دو سال");
    assertThat(page.metadata().date()).isEqualTo("2026-03-02T08:15:00+03:30");
    assertThat(page.metadata().author()).isEqualTo("مریم نمونه");
    assertThat(page.metadata().canonical()).isEqualTo("https://example.org/news/12");
    assertThat(page.licence()).isEqualTo("https://creativecommons.org/licenses/by/4.0/");
  }

  @Test
  void keepsHeadingsDefinitionsAndPreformattedLinesOfAWikiPage() {
    ExtractedPage page = extractor.extract(Pages.read("wiki-en.html"), null);

    assertThat(page.title()).isEqualTo("Qanat");
    assertThat(page.text())
        .startsWith("A qanat is a gently sloping tunnel")
        .contains("\n\nConstruction\n\n", "\n\nUpkeep\n\n")
        .contains("Mother well\nThe deepest shaft, at the head of the tunnel.")
        .contains("length  70 km\ndepth   300 m")
        .endsWith("the tunnel above it falls dry.")
        .doesNotContain("[1]", "edit", "Contents", "Main page", "Tunnels\n", "additional terms");
    assertThat(page.licence()).isEqualTo("https://creativecommons.org/licenses/by-sa/4.0/");
  }

  @Test
  void findsTheTextInALayoutTableAndPartsItAtDoubleLineBreaks() {
    ExtractedPage page = extractor.extract(Pages.read("blog-en.html"), null);

    assertThat(page.title()).isEqualTo("Why my bread failed three times");
    assertThat(page.text())
        .startsWith("The first loaf was a brick.")
        .contains("bring it back.\n\nThe second one rose")
        .doesNotContain("KneadMaster", "Sourdough calendar", "Archive");
  }

  @Test
  void writesDownWhatAPageOfLinksLists() {
    String text = extractor.extract(Pages.read("listing-fa.html"), null).text();

    assertThat(text)
        .startsWith("تازه‌ها\n\n- باران در راه است")
        .endsWith("حریف خود را شناخت")
        .doesNotContain("سیاست", "روزنامهٔ");
  }

  @Test
  void keepsWordsInsideInlineElementsWhateverTheirClass() {
    String html =
        "<p>It was <span class='text-info'>morning</span> when the <b class='ad'>train</b> came in,"
            + " and nobody on the long platform had slept.</p>";

    assertThat(extractor.extract(html, null).text())
        .isEqualTo(
            "It was morning when the train came in, and nobody on the long platform had slept.");
  }

  @Test
  void keepsTheArticleWhoseContainerIsNamedLikeBoilerplate() {
    String prose =
        "<p>The river rose two metres in a night, and the old bridge, which had stood for three"
            + " hundred years, did not see the morning.</p>";
    String html =
        "<div class='comment sidebar'>" + prose + prose.replace("river", "sea") + "</div>";

    assertThat(extractor.extract(html, null).text()).contains("The river rose", "The sea rose");
  }

  @Test
  void addsTheLeadThatStandsBetweenHeadingAndText() {
    String html =
        "<body><h1>Bridge lost</h1><div><p>A flood took the oldest bridge of the valley on Sunday,"
            + " the third this year.</p></div><div class='x'>"
            + "<p>The river rose two metres in a night, and the bridge, which had stood for long,"
            + " did not see the morning.</p>".repeat(1)
            + "<p>Engineers had warned of it, year after year, and year after year nobody had the"
            + " money, or the will, to listen.</p><p>The mayor said that a new one would be built,"
            + " of wood, as the first one was, by next autumn.</p></div></body>";

    assertThat(extractor.extract(html, null).text())
        .startsWith("A flood took the oldest bridge")
        .endsWith("by next autumn.");
  }

  @Test
  void readsPagesWithoutBodyTitleOrEnd() {
    assertThat(extractor.extract("", null).text()).isEmpty();
    assertThat(extractor.extract("<frameset><frame src=a></frameset>", null).text()).isEmpty();
    assertThat(extractor.extract("<p>cut <b in the middl", null).title()).isNull();
  }

  @Test
  void readsAPageThatIsNestedTensOfThousandsOfLevelsDeep() {
    String deep = "<div><b><ul><li>".repeat(20_000) + "<p>Down here, there is still some text.";

    assertThat(extractor.extract(deep, null)).isNotNull();
  }

  @Test
  void readsAPageOfAHundredThousandLinks() {
    String html = "<ul>" + "<li class=ad><a href=x>y</a>".repeat(60_000) + "</ul>";

    assertThat(extractor.extract(html, null)).isNotNull();
  }

  @Test
  void readsAPageOfHeadingsAndRaisedTextInEachOther() {
    String deep = "<h1><sup>".repeat(5_000) + "word, word. ".repeat(200_000);

    assertThat(extractor.extract(deep, null)).isNotNull();
    assertThat(extractor.extract("<h1>H</h1>".repeat(100_000), null)).isNotNull();
  }

  @Test
  void leavesOutTheRaisedNumbersOfNotes() {
    String html =
        "<p>The river rose<sup> [<b>12</b>] </sup> two metres<sup>[long remark]</sup> in a night,"
            + " and the old bridge, which had stood for long, did not see the morning.</p>";

    assertThat(extractor.extract(html, null).text())
        .contains("rose two metres[long remark] in")
        .doesNotContain("12");
  }

  @Test
  void readsAPersianWikiPageWithoutItsEditLinksMarksBoxesAndCategories() {
    String html =
        """
        <html lang="fa"><head><title>قنات - دانشنامه</title></head><body class="mediawiki">
        <h1 id="firstHeading">قنات</h1><div id="mw-content-text" class="mw-parser-output">
        <table class="infobox"><tr><th>قنات</th></tr><tr><th>طول</th><td>۴۵ کیلومتر</td></tr></table>
        <p>قنات یا کاریز راهی زیر زمین است که آب را از دامنه‌ها به دشت می‌رساند و به تلمبه نیاز ندارد.<sup
        id="cite_ref-1" class="reference"><a href="#cite_note-1">[۱]</a></sup> مادرچاه آن گاه صدها متر
        عمق دارد.<sup class="reference"><a href="#n1">[یادداشت ۱]</a></sup></p>
        <h2><span class="mw-headline">پیشینه</span><span class="mw-editsection">[<a href="#">ویرایش</a>]</span></h2>
        <p>کهن‌ترین نوشته دربارهٔ قنات از سدهٔ هشتم پیش از میلاد است، و مقنی‌ها فن آن را از پدر
        می‌آموختند.</p>
        <div class="navbox"><ul><li><a href="a">چاه</a></li><li><a href="b">سد</a></li></ul></div></div>
        <div id="catlinks" class="catlinks">رده‌ها: <a href="c">آبیاری</a></div></body></html>
        """;
    ExtractedPage page = TextExtractor.withDefaults().extract(html, "https://example.org/qanat");

    assertThat(page.title()).isEqualTo("قنات");
    assertThat(page.text())
        .startsWith("قنات یا کاریز")
        .contains("نیاز ندارد. مادرچاه", "عمق دارد.", "پیشینه\n\nکهن‌ترین", "می‌آموختند.")
        .doesNotContain("[", "ویرایش", "یادداشت", "آبیاری", "چاه\n", "۴۵");
  }

  @Test
  void leavesOutAClosedWindowThatIsLongerThanTheText() {
    String html =
        "<article><p>The river rose two metres in a night, and the bridge did not see the morning."
            + " The town will build another one.</p></article><div role=\"dialog\""
            + " aria-hidden=\"true\">"
            + "<p>This website stores data to improve what you see, and more of the same kind.</p>"
                .repeat(5)
            + "</div>";

    assertThat(TextExtractor.withDefaults().extract(html, null).text())
        .isEqualTo(
            "The river rose two metres in a night, and the bridge did not see the morning."
                + " The town will build another one.");
  }

  @Test
  void aPageThatTakesTooLongIsGivenUp() {
    Document dom = Jsoup.parse("<p>some text</p>");

    assertThatThrownBy(() -> TextExtractor.withDefaults().extract(dom, Deadline.in(Duration.ZERO)))
        .isInstanceOf(Deadline.PageTooSlowException.class)
        .hasMessageContaining("corpus.limits.max-time");
  }
}
