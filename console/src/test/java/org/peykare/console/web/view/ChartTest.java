package org.peykare.console.web.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartTest {
  private static final Texts EN = Texts.in(Language.EN);

  @Test
  void valuesOverTimeFillTheDrawingFromZeroUp() {
    Chart chart = Chart.overTime(EN, "pages", List.of(0.0, 1.0, 2.0), "then", "now");
    assertThat(chart.lines().getFirst().points()).isEqualTo("0.0,160.0 300.0,80.0 600.0,0.0");
    assertThat(chart.top()).isEqualTo("2");
    assertThat(chart.bottom()).isEqualTo("0");
  }

  @Test
  void curvesKeepTheLevelInSight() {
    Chart chart =
        Chart.curves(
            EN,
            "loss",
            List.of(
                new Chart.Series("main", List.of(new Chart.Point(0, 9), new Chart.Point(10, 5)))),
            7.0,
            10);
    assertThat(chart.lines().getFirst().points()).isEqualTo("0.0,0.0 600.0,160.0");
    assertThat(chart.level()).isEqualTo(80.0);
  }

  @Test
  void nothingIsDrawnOfNothing() {
    assertThat(Chart.curves(EN, "loss", List.of(), null, 0).empty()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"0,1", "0.3,0.5", "1,1", "1.1,2", "4,5", "70,100", "1000,1000"})
  void theUpperEdgeIsARoundNumber(double value, double edge) {
    assertThat(Chart.niceAbove(value)).isCloseTo(edge, org.assertj.core.data.Offset.offset(1e-9));
  }
}
