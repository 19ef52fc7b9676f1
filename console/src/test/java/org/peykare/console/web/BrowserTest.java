package org.peykare.console.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.peykare.console.monitor.CrawlWatch;
import org.peykare.console.server.ConsoleServer;
import org.peykare.console.server.ServerConfig;
import org.peykare.console.web.view.Language;
import org.peykare.crawler.seed.Seed;
import org.peykare.formats.fetch.FetchEvent;
import org.peykare.formats.run.RunState;

/// The pages in a real browser, over a platform in memory.
class BrowserTest {
  private static final List<String> PAGES =
      List.of(
          "",
          "seeds",
          "seeds/new",
          "seeds/harbour-news",
          "crawl",
          "snapshots?q=x",
          "training",
          "training/first-1",
          "try",
          "nothing-here");

  private static Chromium chromium;

  private final SketchedPlatform platform = new SketchedPlatform();
  private final CrawlWatch watch = new CrawlWatch(InstantSource.system());
  private final WebPages pages = new WebPages(platform, watch, SketchedPages::report);
  private final ConsoleServer server = ConsoleServer.start(ServerConfig.loopback(0), pages, pages);

  @BeforeAll
  static void start() {
    chromium = Chromium.start();
    PlaywrightAssertions.setDefaultAssertionTimeout(120_000);
  }

  @AfterAll
  static void close() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void noPageIsWiderThanAPhoneOrBreaksTheContentPolicy(Language language) {
    SketchedCrawl.fill(platform, watch, Instant.now());
    try (BrowserContext phone = context(language, 360)) {
      Page page = phone.newPage();
      List<String> complaints = new ArrayList<>();
      page.onConsoleMessage(message -> {
        if (message.type().equals("error") && !message.text().contains("404")) {
          complaints.add(page.url() + " " + message.text());
        }
      });
      page.onPageError(complaints::add);
      for (String path : PAGES) {
        page.navigate(server.url() + path);
        assertThat(page.locator("h1")).isVisible();
        assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
            .as("/%s is not wider than the window", path)
            .isEqualTo(true);
        assertThat((Boolean) page.evaluate("() => typeof htmx === 'object'")).isTrue();
      }
      assertThat(complaints).isEmpty();
    }
  }

  @Test
  void everyFieldHasALabelAndEveryPageItsLandmarks() {
    SketchedCrawl.fill(platform, watch, Instant.now());
    try (BrowserContext context = context(Language.EN, 1280)) {
      Page page = context.newPage();
      for (String path : PAGES) {
        page.navigate(server.url() + path);
        Object unlabelled =
            page.evaluate(
                "[...document.querySelectorAll('input:not([type=hidden]),select,textarea')]"
                    + ".filter(field => field.labels.length === 0).map(field => field.name).join()");
        assertThat(unlabelled).as(path).isEqualTo("");
        Object doubled =
            page.evaluate(
                "(() => { const ids = [...document.querySelectorAll('[id]')].map(e => e.id);"
                    + " return ids.filter((id, i) => ids.indexOf(id) !== i).join(); })()");
        assertThat(doubled).as(path).isEqualTo("");
        assertThat(page.locator("main")).hasCount(1);
        assertThat(page.locator("h1")).hasCount(1);
      }
    }
  }

  @Test
  void whatOthersDoAppearsWithoutReload() {
    try (BrowserContext context = context(Language.FA, 1280)) {
      Page seeds = context.newPage();
      seeds.navigate(server.url() + "seeds");
      seeds.evaluate("window.here = true");
      assertThat(seeds.locator(".empty")).isVisible();
      platform.putSeeds(List.of(Seed.of("new.example", "https://new.example/")));
      assertThat(seeds.locator(".card h2")).hasText("new.example");
      Page crawl = context.newPage();
      crawl.navigate(server.url() + "crawl");
      watch.take(
          new FetchEvent(
              "https://new.example/first",
              "new.example",
              Instant.now(),
              1,
              FetchEvent.Outcome.FETCHED,
              200,
              9,
              null,
              null,
              "new.example"));
      assertThat(crawl.locator(".pages")).containsText("https://new.example/first");
      assertThat(crawl.locator("#new-pages")).hasText("۱");
      assertThat(seeds.evaluate("window.here")).isEqualTo(true);
    }
  }

  @Test
  void aRunIsPausedResumedAndFollowedLive() {
    platform.runs.put("r", SketchedPlatform.run("r", RunState.State.TRAINING, 40, 100));
    try (BrowserContext context = context(Language.EN, 1280)) {
      Page page = context.newPage();
      page.onDialog(dialog -> dialog.accept());
      page.navigate(server.url() + "training/r");
      page.locator("#run-pause").click();
      assertThat(page.locator("#run-state")).hasAttribute("data-state", "PAUSED");
      page.locator("#run-resume").click();
      assertThat(page.locator("#run-state")).hasAttribute("data-state", "TRAINING");
      platform.runs.put("r", SketchedPlatform.run("r", RunState.State.DONE, 100, 100));
      assertThat(page.locator("#run-state")).hasAttribute("data-state", "DONE");
      platform.runs.put("r", SketchedPlatform.run("r", RunState.State.TRAINING, 50, 100));
      page.locator("#run-cancel").click();
      assertThat(page.locator("#run-state")).hasAttribute("data-state", "CANCELLED");
    }
  }

  @Test
  void theLanguageChangesWithOneClickAndStays() {
    try (BrowserContext context = context(Language.EN, 1280)) {
      Page page = context.newPage();
      page.navigate(server.url() + "crawl");
      page.locator(".language").click();
      assertThat(page.locator("html")).hasAttribute("dir", "rtl");
      assertThat(page.locator("h1")).hasText("خزش");
      page.navigate(server.url() + "training");
      assertThat(page.locator("html")).hasAttribute("lang", "fa");
    }
  }

  private static BrowserContext context(Language language, int width) {
    return chromium
        .browser()
        .newContext(
            new Browser.NewContextOptions()
                .setLocale(language == Language.FA ? "fa-IR" : "en-GB")
                .setViewportSize(width, 800));
  }
}
