package org.peykare.corpus.extract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MainTextTest {
  private static final String PROSE =
      "<p>The river rose two metres in a night, and the old bridge, which had stood for three"
          + " hundred years, did not see the morning.</p><p>Engineers had warned of it, year after"
          + " year, and year after year nobody had the money, or the will, to listen.</p>";

  private static String text(String html) {
    return TextExtractor.withDefaults().extract(html, null).text();
  }

  @Test
  void findsTextInScriptsWithoutPunctuationAndSpaces() {
    String thai =
        "แม่น้ำขึ้นสูงสองเมตรในคืนเดียว สะพานเก่าที่ยืนมาสามร้อยปี ไม่ได้เห็นรุ่งเช้า ชาวบ้านบอกว่าเตือนมาหลายปีแล้ว ไม่มีใครฟัง";

    assertThat(text("<div><p>" + thai + "</p><p>" + thai + "!</p></div><div>© ๒๕๖๙, บริษัท.</div>"))
        .startsWith("แม่น้ำขึ้นสูง")
        .doesNotContain("©");
  }

  @Test
  void countsIdeographsAsMoreThanALetter() {
    String chinese = "<p>河水一夜之间上涨了两米，那座屹立了三百年的老桥没有等到天亮，工程师们早就警告过。</p>";

    assertThat(text("<body><div>" + chinese.repeat(2) + "</div><ul><li><a href=a>首页</a></ul>"))
        .startsWith("河水一夜")
        .doesNotContain("首页");
  }

  @Test
  void readsTheNoscriptTextOfAPageThatIsDrawnByAScript() {
    assertThat(
            text(
                "<div id=app></div><noscript><article>"
                    + PROSE.repeat(2)
                    + "</article></noscript>"))
        .startsWith("The river rose");
    assertThat(
            text(
                "<article>"
                    + PROSE.repeat(2)
                    + "</article><noscript><p>"
                    + PROSE
                    + "Turn on scripts."))
        .doesNotContain("Turn on scripts");
  }

  @Test
  void leavesOutCaptionsButNotWhatStandsUnderAQuote() {
    String html =
        "<article>"
            + PROSE
            + "<div class=photo><img src=a><span class=newsCaption>The bridge, in better days, seen from the north bank of the river.</span></div>"
            + "<figure><blockquote>ما الجسر</blockquote><figcaption class=blockquote-footer>What is a bridge, said the poet.</figcaption></figure>"
            + PROSE.replace("river", "water")
            + "</article>";

    assertThat(text(html)).doesNotContain("in better days").contains("said the poet");
  }

  @Test
  void takesInTheLeadThatTheDescriptionRepeats() {
    String lead =
        "After the flood of last night the town asks who knew what, and when they knew it";
    String html =
        "<head><meta name=description content='"
            + lead
            + ".'></head><body><header><h1>Flood</h1><div>"
            + lead
            + "</div></header><div class=c>"
            + PROSE
            + PROSE.replace("river", "water")
            + "</div>";

    assertThat(text(html)).startsWith(lead);
  }

  @Test
  void leavesOutCommentsThatAreLongerThanTheText() {
    String comment =
        "<div class=comment>" + PROSE.replace("river", "debt").replace("will", "wish") + "</div>";
    String article =
        PROSE
            + PROSE.replace("river", "water")
            + PROSE.replace("river", "lake")
            + PROSE.replace("river", "sea")
            + PROSE.replace("river", "tide");

    assertThat(
            text("<main>" + article + "</main><div id=comments>" + comment.repeat(40) + "</div>"))
        .contains("lake")
        .doesNotContain("debt");
  }

  @Test
  void leavesOutFootersAndConsentNotesHoweverLongTheyAre() {
    String note = "<div id=cookie-notice>" + PROSE.replace("river", "cookie").repeat(9) + "</div>";

    assertThat(
            text(
                note
                    + "<main>"
                    + PROSE
                    + PROSE.replace("river", "water")
                    + "</main><footer>"
                    + PROSE.replace("river", "owner")
                    + "</footer>"))
        .doesNotContain("cookie", "owner")
        .contains("water");
  }

  @Test
  void leavesOutInvitationsToFollowAtTheEnd() {
    String html =
        "<main>"
            + PROSE
            + "<p>ما را در تلگرام و اینستاگرام دنبال کنید، هر روز، با خبرهای تازه و عکس‌های بسیار.</p></main>";

    assertThat(text(html)).endsWith("to listen.");
  }

  @Test
  void keepsAPageThatRepeatsItselfAndDropsASingleRepeat() {
    String once =
        "<p>A second bridge, of wood, was thrown across the water within the week, by many hands.</p>";

    assertThat(text("<main>" + PROSE.repeat(3) + "</main>").split("three hundred", -1)).hasSize(4);
    assertThat(
            text("<main>" + PROSE + once + "<div>" + once + "</div></main>").split("of wood", -1))
        .hasSize(2);
  }
}
