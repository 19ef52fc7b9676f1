package org.peykare.crawler.url;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.peykare.formats.url.UrlNormalForm;

class TrapGuardTest {
  private static UrlNormalForm url(String path) {
    return UrlNormalForm.of("http://a.test" + path);
  }

  @Test
  void refusesPathsThatGrowOrRepeat() {
    assertThat(TrapGuard.refusal(url("/" + "x".repeat(1_600))))
        .contains("trap: URL longer than 1500 characters");
    StringBuilder deep = new StringBuilder();
    for (int i = 0; i < 21; i++) {
      deep.append("/s").append(i);
    }
    assertThat(TrapGuard.refusal(url(deep.toString())))
        .contains("trap: more than 20 path segments");
    assertThat(TrapGuard.refusal(url("/a/b/a/b/a/b/a")))
        .contains("trap: path segment repeats more than 3 times");
    assertThat(TrapGuard.refusal(url("/?" + "a=1&".repeat(15) + "b=2")))
        .contains("trap: more than 15 query parameters");
    assertThat(TrapGuard.refusal(url("/a/b/a/b?x=1"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/calendar/2026/05, /calendar/#/#",
    "/2026/05, /#/#",
    "/archive/2026-05/, /archive/#-#/",
    "/events/2026/5/12, /events/#/#/#",
    "/1404/02, /#/#",
    "/p?month=7, /p?month=#",
    "/p?view=list&date=2026-05-01, /p?view=list&date=#-#-#",
    "/x?start_date=20260501, /x?start_date=#",
    "/x?m=202605, /x?m=#",
    "/x?date=2026-05-01T10:00, /x?date=#-#-#T#:#",
    "/x?date=1404%2F02%2F31, /x?date=#%#F#%#F#"
  })
  void countsCalendars(String path, String pattern) {
    assertThat(TrapGuard.budget(url(path)))
        .contains(new TrapGuard.Budget(pattern, TrapGuard.CALENDAR_BUDGET));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/news/12345",
        "/2026/05/12/title",
        "/2026",
        "/thread/1234/5",
        "/page/7",
        "/p?id=7",
        "/p?date=newest",
        "/p?m=abc",
        "/p?m=12345",
        "/p?y=2x",
        "/p?date=7-ways-to-cook",
        "/p?update=2026-05-01",
        "/book/isbn/978",
        "/calendar/"
      })
  void leavesPagesAlone(String path) {
    assertThat(TrapGuard.budget(url(path))).isEmpty();
  }
}
