package org.peykare.corpus.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peykare.corpus.document.Document;
import org.peykare.corpus.document.Stage;
import org.peykare.corpus.document.Verdict;
import org.peykare.corpus.page.PageOutcome.Candidate;
import org.peykare.corpus.page.PageOutcome.Dropped;
import org.peykare.formats.url.DocumentId;

class PagePipelineTest {
  private static final String URL = "https://example.org/news/12";

  private static final String ARTICLE =
      "<p>كتابخانه‌ي مركزي شهر پس از دو سال بازسازي، امروز درهاي خود را به روي خوانندگان گشود و"
          + " مي‌توان دوباره از آن كتاب گرفت.</p>"
          + "<p>رئیس کتابخانه در آیین بازگشایی گفت: «کتاب‌های کمیاب را یکی‌یکی مرمت کرده‌ایم و همه"
          + " می‌توانند آن‌ها را در تالار تازه بخوانند.»</p>"
          + "<p>در طبقهٔ نخست، تالاری برای کودکان ساخته شده است که قصه‌گویی هفتگی در آن برگزار"
          + " می‌شود و جای نشستن هشتاد کودک را دارد.</p>";

  private static final String PAGE =
      "<html lang=fa><head><title>بازگشايي كتابخانه | روزنامه</title></head><body><nav><a href=/>خانه</a></nav>"
          + "<article><h1>بازگشايي كتابخانه</h1>"
          + ARTICLE
          + "</article></body></html>";

  private final PagePipeline pipeline = PagePipeline.of(PageConfig.defaults());

  private Verdict.Drop drop(byte[] record) {
    return drop(pipeline, record);
  }

  private static Verdict.Drop drop(PagePipeline pipeline, byte[] record) {
    PageOutcome outcome = pipeline.process(URL, record);
    assertThat(outcome).isInstanceOf(Dropped.class);
    return ((Dropped) outcome).drop();
  }

  private static Document kept(PageOutcome outcome) {
    assertThat(outcome).isInstanceOf(Candidate.class);
    return ((Candidate) outcome).document();
  }

  @Test
  void makesADocumentOfAGoodPage() {
    String fields =
        "WARC-Payload-Digest: sha1:ABC\r\nPeykare-Seed: news\r\nPeykare-Robots: allowed\r\n";
    byte[] record =
        Records.response("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n", fields, PAGE);

    Candidate candidate = (Candidate) pipeline.process(URL, record);
    Document document = candidate.document();

    assertThat(document.id()).isEqualTo(DocumentId.ofNormalForm(URL).toString());
    assertThat(document.cluster()).isEqualTo(document.id());
    assertThat(document.url()).isEqualTo(URL);
    assertThat(document.host()).isEqualTo("example.org");
    assertThat(document.fetched()).isEqualTo(Instant.parse("2026-03-02T08:15:00Z"));
    assertThat(document.title()).isEqualTo("بازگشایی کتابخانه");
    assertThat(document.text())
        .startsWith("کتابخانه‌ی مرکزی شهر")
        .endsWith("کودک را دارد.")
        .doesNotContain("ي", "ك", "خانه\n");
    assertThat(document.lang()).isEqualTo("fa");
    assertThat(document.langScore()).isGreaterThan(.9);
    assertThat(document.words()).isBetween(55L, 75L);
    assertThat(document.seed()).isEqualTo("news");
    assertThat(document.robots()).isEqualTo("allowed");
    assertThat(document.optOut()).isNull();
    assertThat(document.digest()).isEqualTo("sha1:ABC");
    assertThat(document.recordId()).isEqualTo("<urn:uuid:00000000-0000-4000-8000-000000000001>");
    assertThat(candidate.signature().bands()).hasSize(14);
    assertThat(Document.CODEC.fromJson(Document.CODEC.toJson(document))).isEqualTo(document);
  }

  @Test
  void givesTheSameOutcomeForTheSameRecord() {
    Candidate first = (Candidate) pipeline.process(URL, Records.html(PAGE));
    Candidate second = (Candidate) pipeline.process(URL, Records.html(PAGE));

    assertThat(first.document()).isEqualTo(second.document());
    assertThat(first.signature().bands()).isEqualTo(second.signature().bands());
  }

  @Test
  void computesTheDigestWhereTheRecordHasNone() {
    Document document = kept(pipeline.process(URL, Records.html(PAGE)));

    assertThat(document.digest()).matches("sha1:[A-Z2-7]{32}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "X-Robots-Tag: noai|opt-out",
        "X-Robots-Tag: googlebot: nofollow, noimageai|opt-out",
        "tdm-reservation: 1|opt-out",
        "Content-Signal: search=yes, ai-train=no|opt-out"
      })
  void honoursAnOptOutInAHeader(String header, String reason) {
    byte[] record =
        Records.response(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + header + "\r\n", "", PAGE);

    Verdict.Drop drop = drop(record);

    assertThat(drop.stage()).isEqualTo(Stage.CONSENT);
    assertThat(drop.reason()).isEqualTo(reason);
  }

  @Test
  void honoursAnOptOutInAMetaElementAndInTheWarcRecord() {
    String meta = PAGE.replace("<head>", "<head><meta name=robots content='noai, noindex'>");
    assertThat(drop(Records.html(meta)).stage()).isEqualTo(Stage.CONSENT);
    byte[] record =
        Records.response(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n",
            "Peykare-Opt-Out: content-signal: ai-train=no\r\n",
            PAGE);
    assertThat(drop(record).stage()).isEqualTo(Stage.CONSENT);
  }

  @Test
  void recordsAnOptOutThatTheSettingsDoNotHonour() {
    PagePipeline recording = PagePipeline.of(PageConfig.defaults().withHonoured(Set.of()));
    byte[] record =
        Records.response(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX-Robots-Tag: noai\r\n", "", PAGE);

    assertThat(kept(recording.process(URL, record)).optOut()).isEqualTo("x-robots-tag: noai");
  }

  @Test
  void keepsAPageThatItsSeedSaysMayBeUsed() {
    byte[] record =
        Records.response(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX-Robots-Tag: noai\r\n",
            "Peykare-Opt-Out-Policy: keep\r\n",
            PAGE);

    assertThat(kept(pipeline.process(URL, record)).optOut()).isEqualTo("x-robots-tag: noai");
  }

  @Test
  void isNoOptOutToAllowAiOrToForbidIndexing() {
    String head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n";
    for (String header :
        new String[] {
          "X-Robots-Tag: noindex", "tdm-reservation: 0", "Content-Signal: ai-train=yes"
        }) {
      assertThat(pipeline.process(URL, Records.response(head + header + "\r\n", "", PAGE)))
          .as(header)
          .isInstanceOf(Candidate.class);
    }
  }

  @Test
  void namesWhatIsNoPage() {
    assertThat(drop(new byte[0]).reason()).isEqualTo("damaged-record");
    assertThat(drop(Records.bytes("WARC/1.1\r\nbroken")).reason()).isEqualTo("damaged-record");
    byte[] whole = Records.html(PAGE);
    assertThat(drop(Arrays.copyOf(whole, whole.length / 2)).reason()).isEqualTo("damaged-record");
    assertThat(drop(Records.record("metadata", "", "x: y")).reason()).isEqualTo("not-a-page");
    assertThat(
            drop(Records.record(
                    "revisit", "Content-Type: application/http\r\n", "HTTP/1.1 304 OK\r\n\r\n"))
                .reason())
        .isEqualTo("revisit");
    assertThat(drop(Records.html(" \n ")).reason()).isEqualTo("empty-body");
    String json = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    assertThat(drop(Records.response(json, "", "{}")).reason()).isEqualTo("not-html");
    String gone = "HTTP/1.1 410 Gone\r\nContent-Type: text/html\r\n";
    assertThat(drop(Records.response(gone, "", PAGE)))
        .satisfies(drop -> {
          assertThat(drop.reason()).isEqualTo("http-status");
          assertThat(drop.figures()).containsEntry("status", 410.0);
          assertThat(drop.stage()).isEqualTo(Stage.READ);
          assertThat(drop.fetched()).isEqualTo(Instant.parse("2026-03-02T08:15:00Z"));
        });
    assertThat(((Dropped) pipeline.process("mailto:x@y", whole)).drop().reason())
        .isEqualTo("bad-url");
  }

  @Test
  void dropsWhatHasNoTextIsShortOrInAnotherLanguage() {
    assertThat(drop(Records.html("<nav><a href=/>Home</a></nav>")))
        .satisfies(d -> assertThat(d.stage()).isEqualTo(Stage.EXTRACT));
    String sentence =
        "<p>The central library of the city opened its doors again after two years of repairs.</p>";
    assertThat(drop(Records.html(sentence)))
        .satisfies(d -> {
          assertThat(d.stage()).isEqualTo(Stage.LENGTH);
          assertThat(d.lang()).isEqualTo("en");
          assertThat(d.figures()).containsEntry("words", 15.0);
        });
    PagePipeline english = PagePipeline.of(PageConfig.defaults().withLanguages(Set.of("en")));
    assertThat(drop(english, Records.html(PAGE)))
        .satisfies(d -> {
          assertThat(d.stage()).isEqualTo(Stage.LANGUAGE);
          assertThat(d.reason()).isEqualTo("other-language");
          assertThat(d.lang()).isEqualTo("fa");
        });
  }

  @Test
  void dropsTextWhoseCharactersAreLost() {
    String broken = PAGE.replace("ک", "\uFFFD");

    assertThat(drop(Records.html(broken)).reason()).isEqualTo("broken-charset");
  }

  @Test
  void neverThrowsWhateverTheBytes() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    byte[] good = Records.html(PAGE.repeat(2));
    for (int round = 0; round < 400; round++) {
      byte[] damaged = good.clone();
      for (int hits = random.nextInt(40); hits >= 0; hits--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      byte[] cut = Arrays.copyOf(damaged, random.nextInt(damaged.length + 1));
      assertThat(pipeline.process(URL, round % 2 == 0 ? damaged : cut))
          .as("seed %d, round %d", seed, round)
          .isNotNull();
    }
  }

  @Test
  void refusesALanguageCodeThatIsNone() {
    assertThatThrownBy(() -> PageConfig.defaults().withLanguages(Set.of("Persian")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("corpus.languages entry: Persian");
  }

  @Test
  void dropsAPageOfMarksWithoutEnd() {
    String html = "<p>" + ARTICLE + "\u0301\u0316".repeat(1_000_000) + "</p>";

    Verdict.Drop drop = drop(Records.html(html));

    assertThat(drop.stage()).isEqualTo(Stage.EXTRACT);
    assertThat(drop.reason()).isEqualTo("too-many-marks");
  }
}
