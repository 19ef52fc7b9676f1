package org.peykare.console.web.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TextsTest {
  private static final Texts EN = Texts.in(Language.EN);
  private static final Texts FA = Texts.in(Language.FA);

  @Test
  void everyLanguageHasTheSameMessagesWithTheSameArguments() {
    assertThat(FA.keys()).isEqualTo(EN.keys());
    Map<String, String> arguments = Map.of("81", "۸۱", "92", "۹۲", "73", "۷۳");
    for (String key : EN.keys()) {
      String english = EN.of(key, 81, 92, 73);
      String persian = FA.of(key, 81, 92, 73);
      arguments.forEach((inEnglish, inPersian) ->
          assertThat(persian.contains(inPersian))
              .as("%s: %s and %s", key, english, persian)
              .isEqualTo(english.contains(inEnglish)));
    }
  }

  @Test
  void persianIsWrittenInPersian() {
    Pattern persian = Pattern.compile("[\\u0600-\\u06FF]");
    for (String key : FA.keys()) {
      if (!FA.of(key, 1, 1, 1).equals(EN.of(key, 1, 1, 1))) {
        assertThat(FA.of(key, 1, 1, 1)).as(key).containsPattern(persian);
      }
    }
    assertThat(FA.number(1_234_567)).isEqualTo("۱٬۲۳۴٬۵۶۷");
    assertThat(FA.decimal(1.25, 2)).isEqualTo("۱٫۲۵");
    assertThat(FA.time(Instant.parse("2026-03-21T12:00:00Z"))).contains("۱۴۰۵", "فروردین");
  }

  @Test
  void numbersAndTimesAreShort() {
    assertThat(EN.bytes(999)).isEqualTo("999 B");
    assertThat(EN.bytes(12_340_000)).isEqualTo("12.3 MB");
    assertThat(EN.length(Duration.ofSeconds(3_725))).isEqualTo("1 h 2 min");
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    assertThat(EN.ago(now.minusSeconds(130), now)).isEqualTo("2 minutes ago");
    assertThat(EN.ago(now.plusSeconds(7_300), now)).isEqualTo("in 2 hours");
    assertThat(EN.percent(0.021)).isEqualTo("2.1%");
  }

  @Test
  void aNameThatIsNewerThanThePagesStandsForItself() {
    assertThat(EN.name("reason", "brand-new")).isEqualTo("brand-new");
    assertThat(EN.name("reason", "TOO_SHORT")).isEqualTo("too short");
    assertThat(EN.name("reason", "duplicate-10-grams")).isEqualTo("repeats runs of 10 words");
    assertThat(FA.name("reason", "duplicate-10-grams")).contains("۱۰");
    assertThat(EN.name("reason", "brand-2-new")).isEqualTo("brand-2-new");
    assertThatThrownBy(() -> EN.of("no.such.key")).hasMessageContaining("no.such.key");
  }

  @Test
  void theBestAcceptedLanguageIsChosen() {
    assertThat(Language.accepted("fa-IR,en;q=0.8")).isEqualTo(Language.FA);
    assertThat(Language.accepted("de,fr")).isEqualTo(Language.EN);
    assertThat(Language.accepted(";;;")).isEqualTo(Language.EN);
    assertThat(Language.accepted(null)).isEqualTo(Language.EN);
  }
}
