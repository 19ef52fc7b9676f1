package org.peykare.console.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.peykare.corpus.document.Verdict;
import org.peykare.formats.fetch.FetchEvent;
import org.peykare.formats.fetch.FetchEvent.Outcome;
import org.peykare.formats.status.RoleStatus;

class CrawlWatchTest {
  private static final Instant START = Instant.parse("2026-05-01T10:00:00Z");

  private Instant now = START;
  private final CrawlWatch watch = new CrawlWatch(() -> now);

  @Test
  void newPagesAreCountedBySecondAndByHour() {
    for (int second = 0; second < 60; second++) {
      fetched(START.plusSeconds(second));
      fetched(START.plusSeconds(second));
    }
    now = START.plusSeconds(60);
    CrawlView view = watch.view();
    assertThat(view.rate()).isEqualTo(2.0);
    assertThat(view.rates()).hasSize(CrawlView.RATES).endsWith(2.0, 2.0).startsWith(0.0);
    assertThat(view.hours()).containsExactly(new CrawlView.Hour(START, 120));
    now = START.plus(Duration.ofMinutes(61));
    assertThat(watch.view().rate()).isZero();
    assertThat(watch.view().hours())
        .containsExactly(
            new CrawlView.Hour(START, 120), new CrawlView.Hour(START.plusSeconds(3_600), 0));
  }

  @Test
  void attemptsAreCountedByTheirEndInFewKinds() {
    attempt(Outcome.FETCHED, 200, null);
    attempt(Outcome.FAILED, 404, "http 404");
    attempt(Outcome.FAILED, 0, "dns: no such host x1");
    attempt(Outcome.FAILED, 0, "dns: no such host x2");
    attempt(Outcome.REFUSED, 0, "robots: disallowed");
    attempt(Outcome.FAILED, 0, "<script>");
    assertThat(watch.view().outcomes())
        .isEqualTo(
            Map.of(
                "fetched/200",
                1L,
                "failed/404",
                1L,
                "failed/dns",
                2L,
                "refused/robots",
                1L,
                "failed/other",
                1L));
    assertThat(watch.view().newPages()).isEqualTo(1);
  }

  @Test
  void theNewestPagesCarryTheirVerdicts() {
    IntStream.range(0, 200).forEach(i -> fetched(START.plusSeconds(i)));
    Verdict verdict = new Verdict.Keep(url(START.plusSeconds(199)), START, "fa", 7, null, null);
    watch.take(verdict);
    CrawlView view = watch.view();
    assertThat(view.newest()).hasSize(CrawlView.NEWEST);
    assertThat(view.newest().getFirst().verdict()).isEqualTo(verdict);
    assertThat(view.newest().get(1).verdict()).isNull();
    assertThat(watch.hostEvents("a.example")).hasSize(5);
    assertThat(watch.hostEvents("b.example")).isEmpty();
  }

  @Test
  void aRunningCrawlThatFindsNothingNewForLongIsToldOf() {
    fetched(START);
    speak("running");
    assertThat(watch.view().alarm()).isNull();
    for (int minute = 1; minute <= 31; minute++) {
      now = START.plus(Duration.ofMinutes(minute));
      speak("running");
    }
    now = now.plusSeconds(1);
    assertThat(watch.view().alarm()).isEqualTo(new CrawlView.Alarm(START));
    fetched(now);
    assertThat(watch.view().alarm()).isNull();
  }

  @Test
  void anIdleOrSilentCrawlIsNotToldOf() {
    speak("running");
    now = START.plus(Duration.ofHours(2));
    assertThat(watch.view().alarm()).isNull();
    speak("idle");
    now = now.plusSeconds(5);
    assertThat(watch.view().alarm()).isNull();
  }

  @Test
  void thoseWhoAreSilentOrStoppedAreNotAlive() {
    speak("running");
    assertThat(watch.view().alive("crawler")).hasSize(1);
    assertThat(watch.view().count("crawler", "queued")).isEqualTo(9);
    now = START.plusSeconds(RoleStatus.SILENT_AFTER_SECONDS + 1L);
    assertThat(watch.view().alive("crawler")).isEmpty();
    speak("stopped");
    assertThat(watch.view().alive("crawler")).isEmpty();
    assertThat(watch.view().roles()).hasSize(1);
  }

  @Test
  void anOlderStatusDoesNotReplaceANewerOne() {
    speak("running");
    watch.take(status("idle", START.minusSeconds(9)));
    assertThat(watch.view().roles().getFirst().state()).isEqualTo("running");
  }

  private void speak(String state) {
    watch.take(status(state, now));
  }

  private static RoleStatus status(String state, Instant at) {
    return new RoleStatus(
        "crawler", "c1", "node", 1, at, state, null, Map.of("queued", 9L), List.of());
  }

  private void fetched(Instant at) {
    watch.take(event(at, Outcome.FETCHED, 200, null));
  }

  private void attempt(Outcome outcome, int status, @Nullable String reason) {
    watch.take(event(START, outcome, status, reason));
  }

  private static String url(Instant at) {
    return "https://a.example/" + at.getEpochSecond();
  }

  private static FetchEvent event(
      Instant at, Outcome outcome, int status, @Nullable String reason) {
    return new FetchEvent(url(at), "a.example", at, 5, outcome, status, 100, reason, null, "a");
  }
}
