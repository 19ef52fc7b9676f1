package org.peykare.console.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.peykare.console.node.Node;
import org.peykare.console.node.Patience;
import org.peykare.console.node.RoleKind;
import org.peykare.console.platform.Layout;
import org.peykare.console.replay.RequestLog;
import org.peykare.console.replay.WebServer;
import org.peykare.console.sampleweb.SampleWeb;
import org.peykare.console.settings.Settings;
import org.peykare.console.web.view.Language;

/// The three jobs of a user in a real browser, on a real platform, from an empty installation to an
/// answer of a model of its own.
class RoadTest {
  private static final int ENOUGH_DOCUMENTS = 30;
  private static final double PATIENCE_MILLIS = 600_000;

  @TempDir Path dir;

  @ParameterizedTest
  @EnumSource(Language.class)
  void fromAnEmptyInstallationToAFilledBlank(Language language) {
    SampleWeb web = new SampleWeb();
    try (Chromium chromium = Chromium.start();
        WebServer site = WebServer.start(web, 0, RequestLog.inMemory());
        Node node = platform(site.port());
        BrowserContext context =
            chromium
                .browser()
                .newContext(
                    new Browser.NewContextOptions()
                        .setLocale(language == Language.FA ? "fa-IR" : "en-GB"))) {
      context.setDefaultTimeout(PATIENCE_MILLIS);
      context.setDefaultNavigationTimeout(PATIENCE_MILLIS);
      Page page = context.newPage();
      page.navigate(node.url());
      assertThat(page.locator("html")).hasAttribute("lang", language.tag());

      // Name the sites, as the overview says.
      page.locator(".road .next .button").click();
      page.locator(".empty .button").click();
      page.locator("#start_urls").fill(String.join("\n", web.seeds()));
      page.locator("button.primary").click();
      assertThat(page.locator(".note")).isVisible();
      assertThat(page.locator(".cards .card")).not().hasCount(0);

      // Watch pages arrive, without a reload.
      page.locator("nav a[href='/crawl']").click();
      page.evaluate("window.here = true");
      page.locator(".pages li").first().waitFor();
      awaitNumber(page, "#new-pages", 5);
      assertThat(page.evaluate("window.here")).isEqualTo(true);

      // Make a snapshot of what was kept, and train on it.
      page.locator("nav a[href='/snapshots']").click();
      awaitNumber(page, "#documents", ENOUGH_DOCUMENTS);
      page.locator("#tag").fill("first");
      page.locator("form[action='/snapshots'] button").click();
      Locator snapshot = page.locator("[data-snapshot=first]");
      snapshot.locator("form[action='/training'] summary").click();
      snapshot.locator("select[name=preset]").selectOption("tiny");
      snapshot.locator("input[name=steps]").fill("10");
      snapshot.locator("form[action='/training'] button[type=button]").click();
      snapshot.locator("[id^=plan-] .note").waitFor();
      snapshot.locator("form[action='/training'] button[type=submit]").click();
      page.evaluate("window.here = true");
      assertThat(page.locator("#run-state"))
          .hasAttribute(
              "data-state",
              Pattern.compile("DONE|FAILED|CANCELLED"),
              new LocatorAssertions.HasAttributeOptions().setTimeout(PATIENCE_MILLIS));
      assertThat(page.locator("#run-state").getAttribute("data-state"))
          .as(page.locator("main").innerText())
          .isEqualTo("DONE");
      assertThat(page.evaluate("window.here")).isEqualTo(true);

      // Try it.
      page.locator("a[href^='/try']").last().click();
      page.locator("form[action='/try'] button").click();
      page.locator("#answers .bars tr").first().waitFor();
    }
  }

  private Node platform(int site) {
    Map<String, String> given =
        Map.of(
            "PEYKARE_CONSOLE_PORT", "0",
            "PEYKARE_CRAWLER_RESOLVE", "*=127.0.0.1:" + site,
            "PEYKARE_CRAWLER_DELAY", "0",
            "PEYKARE_KAFKA_PARTITIONS", "2",
            "PEYKARE_TOKENIZER_VOCABULARY_SIZE", "1000",
            "PEYKARE_PLATFORM_DISK_FLOOR", "0");
    return Node.open(
        new Layout(dir),
        Settings.read(dir, given),
        EnumSet.allOf(RoleKind.class),
        "test",
        new Patience(() -> false, _ -> {}));
  }

  /// Waits until a number on the page, in whatever digits, is `least` or more. The page changes by
  /// itself; it is only looked at.
  private static void awaitNumber(Page page, String selector, long least) {
    Instant deadline = Instant.now().plusMillis((long) PATIENCE_MILLIS);
    String text = page.locator(selector).textContent();
    while (number(text) < least) {
      assertThat(Instant.now()).as("%s is still %s", selector, text).isBefore(deadline);
      page.waitForTimeout(200);
      text = page.locator(selector).textContent();
    }
  }

  private static long number(String text) {
    long number = 0;
    for (int point : text.codePoints().filter(Character::isDigit).toArray()) {
      number = number * 10 + Character.digit(point, 10);
    }
    return number;
  }
}
