package org.peykare.corpus.extract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TitleLineTest {
  @Test
  void takesTheSiteOffAtTheEndOrTheBeginning() {
    assertThat(TitleLine.withoutSite("A long story of rain | Daily", null))
        .isEqualTo("A long story of rain");
    assertThat(TitleLine.withoutSite("Daily - A long story of rain", "Daily"))
        .isEqualTo("A long story of rain");
    assertThat(TitleLine.withoutSite("A long story of rain - Daily News", null))
        .isEqualTo("A long story of rain");
  }

  @Test
  void keepsATitleThatOnlyHasADashInIt() {
    assertThat(TitleLine.withoutSite("Rain - and what the farmers of the plain make of it", null))
        .isEqualTo("Rain - and what the farmers of the plain make of it");
    assertThat(TitleLine.withoutSite("Rain", null)).isEqualTo("Rain");
  }
}
