package org.peykare.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.peykare.console.monitor.CrawlWatch;
import org.peykare.console.server.ConsoleServer;
import org.peykare.console.server.HealthRoutes;
import org.peykare.console.server.ServerConfig;
import org.peykare.console.web.view.Language;
import org.peykare.corpus.document.Stage;
import org.peykare.corpus.document.Verdict;
import org.peykare.corpus.index.SearchHit;
import org.peykare.crawler.seed.Seed;
import org.peykare.crawler.seed.SeedKind;
import org.peykare.formats.fetch.FetchEvent;
import org.peykare.formats.fetch.FetchEvent.Outcome;
import org.peykare.formats.run.CrawlOrder;
import org.peykare.formats.run.RunState;

/// The pages as the server answers them.
class PagesTest {
  private static final List<String> PAGES =
      List.of("", "seeds", "seeds/new", "crawl", "snapshots", "training", "try");
  private static final String HOSTILE =
      "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>\u202Egpj.exe";

  private final SketchedPlatform platform = new SketchedPlatform();
  private final CrawlWatch watch = new CrawlWatch(InstantSource.system());
  private final WebPages pages = new WebPages(platform, watch, SketchedPages::report);
  private final ConsoleServer server =
      ConsoleServer.start(ServerConfig.loopback(0), pages, pages, new HealthRoutes(List::of));
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyPageIsThereInEveryLanguageWhetherEmptyOrNot(Language language) throws Exception {
    for (String page : PAGES) {
      assertWhole(language, get(page, language));
    }
    SketchedCrawl.fill(platform, watch, Instant.now());
    for (String page : PAGES) {
      assertWhole(language, get(page, language));
    }
    for (String page :
        List.of(
            "seeds/harbour-news",
            "seeds/harbour-news/remove",
            "crawl?host=wiki",
            "crawl/url?url=https%3A%2F%2Fharbour.example%2Fnews%2Fcopy",
            "crawl/url?url=https%3A%2F%2Fnobody.example%2F",
            "snapshots?q=x",
            "training/first-1",
            "training/wide",
            "try?model=base")) {
      assertWhole(language, get(page, language));
    }
    for (String part :
        List.of(
            "home/live",
            "seeds/live",
            "crawl/live",
            "crawl/hosts",
            "snapshots/corpus",
            "training/live",
            "training/base/live")) {
      assertThat(get(part, language).body()).doesNotContain("<html").isNotBlank();
    }
  }

  @ParameterizedTest
  @EnumSource(RunState.State.class)
  void everyStateOfARunHasWords(RunState.State state) throws Exception {
    platform.runs.put("r", SketchedPlatform.run("r", state, 5, 10));
    for (Language language : Language.values()) {
      assertWhole(language, get("training/r", language));
    }
  }

  @Test
  void theLanguageIsTheOneThatTheBrowserPrefersUntilOneIsChosen() throws Exception {
    assertThat(get("", "Accept-Language", "fa-IR,fa;q=0.9,en;q=0.5").body())
        .contains("lang=\"fa\" dir=\"rtl\"");
    assertThat(get("", "Accept-Language", "de").body()).contains("lang=\"en\" dir=\"ltr\"");
    HttpResponse<String> chosen = get("language/fa?to=/crawl");
    assertThat(chosen.headers().firstValue("Location").orElse("")).endsWith("/crawl");
    assertThat(chosen.headers().firstValue("Set-Cookie").orElse(""))
        .contains("peykare_language=fa", "HttpOnly");
    assertThat(get("", "Accept-Language", "en", "Cookie", "peykare_language=fa").body())
        .contains("lang=\"fa\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"//evil.example/", "https://evil.example/", "/\\evil.example", "/a b"})
  void theChoiceOfALanguageLeadsToNoOtherSite(String to) throws Exception {
    assertThat(
            get("language/fa?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8))
                .headers()
                .firstValue("Location")
                .orElse(""))
        .isIn("/", server.url());
  }

  @Test
  void whatWasCrawledStaysText() throws Exception {
    Instant now = Instant.now();
    String url = "https://evil.example/" + HOSTILE;
    platform.putSeeds(List.of(Seed.of("bad " + HOSTILE, "https://evil.example/")));
    watch.take(
        new FetchEvent(url, HOSTILE, now, 1, Outcome.FETCHED, 200, 5, HOSTILE, HOSTILE, HOSTILE));
    watch.take(
        SketchedCrawl.role(
            "crawler",
            "running",
            now,
            Map.of(),
            List.of(
                new org.peykare.formats.status.HostStatus(
                    HOSTILE,
                    org.peykare.formats.status.HostStatus.State.BACKING_OFF,
                    1,
                    1,
                    0,
                    now,
                    HOSTILE))));
    Verdict drop =
        new Verdict.Drop(
            url, now, HOSTILE, Stage.NEAR, HOSTILE, Map.of(HOSTILE, 1.0), "https://x/" + HOSTILE);
    watch.take(drop);
    platform.verdicts.put(url, drop);
    platform.makeSnapshot(HOSTILE);
    platform.corpus = SketchedPages.withDropped(HOSTILE);
    platform.hits.add(
        new SearchHit(url, HOSTILE, "fa", 1, "&lt;b&gt;<mark>found</mark><script>x</script>"));
    platform.runs.put("r", SketchedPlatform.run("r", RunState.State.FAILED, 1, 2));
    platform.models.add(HOSTILE);
    String seed = URLEncoder.encode("bad " + HOSTILE, StandardCharsets.UTF_8).replace("+", "%20");
    for (String page :
        List.of(
            "",
            "seeds",
            "seeds/" + seed,
            "seeds/" + seed + "/remove",
            "crawl",
            "crawl/hosts",
            "crawl/url?url=" + URLEncoder.encode(url, StandardCharsets.UTF_8),
            "snapshots?q=" + URLEncoder.encode(HOSTILE, StandardCharsets.UTF_8),
            "training",
            "try",
            "missing/" + seed,
            "crawl?host=" + seed)) {
      for (Language language : Language.values()) {
        String html = get(page, language).body();
        assertThat(html).as(page).doesNotContain("<script>").doesNotContain("<img");
        assertThat(html.toLowerCase()).as(page).doesNotContainPattern("<[^>]* on[a-z]+=");
      }
    }
    assertThat(get("snapshots?q=x", Language.EN).body())
        .contains("<mark>found</mark>", "&lt;b&gt;", "&lt;script&gt;x");
  }

  @Test
  void noPageHasScriptsOrStylesOfItsOwn() throws Exception {
    SketchedCrawl.fill(platform, watch, Instant.now());
    for (String page : PAGES) {
      assertThat(get(page, Language.EN).body())
          .doesNotContainPattern("<script(?![^>]*src=)")
          .doesNotContain("<style", " style=", "javascript:", "hx-on", "http://www", "//cdn");
    }
  }

  @Test
  void aSeedIsAddedEditedPausedAndRemoved() throws Exception {
    String form =
        "start_urls=example.org%2Fnews%2F&kind=SECTION&scope=PATH&max_pages=%DB%B1%DB%B0%DB%B0&delay=2s"
            + "&languages=fa%D8%8C+en&discovery=OWN&discover=FEEDS&opt_outs=KEEP";
    assertThat(post("seeds", form).statusCode()).isEqualTo(303);
    Seed seed = platform.seed("example.org");
    assertThat(seed.startUrls()).containsExactly("https://example.org/news/");
    assertThat(seed.kind()).isEqualTo(SeedKind.SECTION);
    assertThat(seed.scope()).isEqualTo(Seed.ScopeKind.PATH);
    assertThat(seed.maxPages()).isEqualTo(100);
    assertThat(seed.delay()).hasSeconds(2);
    assertThat(seed.languages()).containsExactly("fa", "en");
    assertThat(seed.discover()).containsExactly(Seed.Discovery.FEEDS);
    assertThat(seed.optOuts()).isEqualTo(Seed.OptOuts.KEEP);
    String edit = get("seeds/example.org", Language.EN).body();
    assertThat(edit).contains("https://example.org/news/", "value=\"100\"", "value=\"2s\"");
    assertThat(post("seeds/example.org/pause", "").statusCode()).isEqualTo(303);
    assertThat(platform.seed("example.org").state()).isEqualTo(Seed.State.PAUSED);
    assertThat(platform.seed("example.org").maxPages()).isEqualTo(100);
    post("seeds/example.org/resume", "");
    assertThat(platform.seed("example.org").state()).isEqualTo(Seed.State.ACTIVE);
    post("seeds/example.org/remove", "");
    assertThat(platform.seeds).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "start_urls=,                                     start_urls-error",
    "start_urls=ftp%3A%2F%2Fx%2F,                      start_urls-error",
    "start_urls=a.example&include=%5B,                 include-error",
    "start_urls=a.example&exclude=%28,                 exclude-error",
    "start_urls=a.example&max_depth=1001,              max_depth-error",
    "start_urls=a.example&max_pages=many,              max_pages-error",
    "start_urls=a.example&max_megabytes=-1,            max_megabytes-error",
    "start_urls=a.example&delay=soon,                  delay-error",
    "start_urls=a.example&revisit=10ms,                revisit-error",
    "start_urls=a.example&languages=persian,           languages-error",
  })
  void aWrongFieldIsNamedBesideItAndNothingIsLost(String form, String error) throws Exception {
    HttpResponse<String> answer = post("seeds", form + "&id=kept");
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("id=\"" + error + "\"", "value=\"kept\"");
    assertThat(platform.seeds).isEmpty();
  }

  @Test
  void aSeedIsLookedAtBeforeItIsAdded() throws Exception {
    assertThat(post("seeds/check", "start_urls=a.example").body())
        .contains("https://a.example/in", "&lt;b&gt;Title", "asks for 30 s");
    assertThat(post("seeds/check", "start_urls=").body()).contains("role=\"alert\"");
    assertThat(platform.seeds).isEmpty();
  }

  @Test
  void theCrawlIsPausedAndResumed() throws Exception {
    post("crawl/pause", "");
    assertThat(platform.wanted).isEqualTo(CrawlOrder.Wanted.PAUSE);
    assertThat(get("crawl", Language.EN).body()).contains("action=\"/crawl/resume\"");
    post("crawl/resume", "");
    assertThat(platform.wanted).isEqualTo(CrawlOrder.Wanted.RUN);
  }

  @Test
  void aTrainingIsAskedForOnASnapshotAndPausedAndCancelled() throws Exception {
    platform.corpus = SketchedPages.withDocuments(7);
    post("snapshots", "tag=first");
    assertThat(get("snapshots", Language.EN).body())
        .contains("name=\"snapshot\" value=\"first\"", "Train on this snapshot");
    HttpResponse<String> asked = post("training", "snapshot=first&preset=tiny&steps=20");
    assertThat(asked.headers().firstValue("Location").orElse("")).contains("/training/first-1");
    post("training/first-1/pause", "");
    assertThat(platform.run("first-1").state()).isEqualTo(RunState.State.PAUSED);
    post("training/first-1/cancel", "");
    assertThat(platform.run("first-1").state()).isEqualTo(RunState.State.CANCELLED);
  }

  @Test
  void aPolicyIsSwitchedOnAndOff() throws Exception {
    assertThat(post("training/policies", "min_tokens=lots").statusCode()).isEqualTo(400);
    post("training/policies", "min_tokens=%DB%B5%DB%B0%DB%B0");
    assertThat(platform.policy("console").minTokens()).isEqualTo(500);
    post("training/policies/console/remove", "");
    assertThat(platform.policies).isEmpty();
  }

  @Test
  void blanksAreFilledOrTheQuestionIsAskedAgain() throws Exception {
    platform.models.add("base");
    assertThat(post("try", "model=base&text=a+%5BMASK%5D").body()).contains("ایران", "62%");
    assertThat(post("try", "model=base&text=a+%5BMASK%5D&candidates=x,y").body()).contains("50%");
    assertThat(post("try", "model=base&text=nothing").body()).contains("role=\"alert\"");
  }

  @Test
  void aChangeWithoutTheFormsTokenIsRefused() throws Exception {
    for (String path : List.of("seeds", "crawl/pause", "snapshots", "training", "try", "logout")) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(server.url() + path))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(BodyPublishers.ofString("start_urls=a.example&snapshot=first"))
              .build();
      assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
    }
    assertThat(platform.seeds).isEmpty();
    assertThat(platform.wanted).isEqualTo(CrawlOrder.Wanted.RUN);
  }

  @Test
  void theStreamTellsOfChangesAndNobodyIsAskedWhenNobodyReads() throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "live")).build();
    HttpResponse<InputStream> stream = http.send(request, BodyHandlers.ofInputStream());
    assertThat(stream.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/event-stream");
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
      await(lines, "seeds");
      platform.putSeeds(List.of(Seed.of("new", "https://new.example/")));
      await(lines, "seeds");
    }
    long asked;
    do {
      asked = platform.questions.get();
      // Changes make the server notice that its reader has gone.
      platform.putSeeds(List.of(Seed.of("n" + asked, "https://new.example/")));
      Thread.sleep(2_500);
    } while (platform.questions.get() > asked);
  }

  @Test
  void theServerStopsWhileStreamsAreOpen() throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "live")).build();
    HttpResponse<InputStream> stream = http.send(request, BodyHandlers.ofInputStream());
    server.close();
    try {
      stream.body().readAllBytes();
    } catch (IOException e) {
      assertThat(e).isNotNull();
    }
  }

  private static void await(BufferedReader lines, String subject) throws IOException {
    String line = lines.readLine();
    while (!line.startsWith("data:") || !line.contains(subject)) {
      line = lines.readLine();
    }
  }

  private static void assertWhole(Language language, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.uri().toString()).isEqualTo(200);
    assertThat(answer.body())
        .contains("<html lang=\"%s\" dir=\"%s\">".formatted(language.tag(), language.direction()))
        .contains("</html>");
    if (language == Language.FA) {
      Matcher title = Pattern.compile("<title>(.*?)</title>").matcher(answer.body());
      assertThat(title.find()).isTrue();
      assertThat(title.group(1)).contains("پیکره");
    }
  }

  private HttpResponse<String> get(String path, Language language) throws Exception {
    return get(path, "Cookie", "peykare_language=" + language.tag());
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String form) throws Exception {
    Matcher csrf =
        Pattern.compile("name=\"csrf\" content=\"([^\"]+)\"")
            .matcher(get("try", Language.EN).body());
    assertThat(csrf.find()).isTrue();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url() + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Cookie", "peykare_language=en")
            .POST(BodyPublishers.ofString(form + "&csrf=" + csrf.group(1)))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }
}
