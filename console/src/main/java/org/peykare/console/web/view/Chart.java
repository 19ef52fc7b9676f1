package org.peykare.console.web.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// A line chart, ready to be drawn as SVG of [#WIDTH] by [#HEIGHT] units that stretches to its
/// place. Its labels stand beside the drawing, so that they keep their size on a phone.
///
/// @param label what it shows, for those who cannot see it
/// @param lines the lines
/// @param level height of a horizontal line to compare with, in units from the top
/// @param top label of the upper edge
/// @param bottom label of the lower edge
/// @param start label of the left edge
/// @param end label of the right edge
public record Chart(
    String label,
    List<Line> lines,
    @Nullable Double level,
    String top,
    String bottom,
    String start,
    String end) {
  /// Width of the drawing, in its units.
  public static final int WIDTH = 600;

  /// Height of the drawing, in its units.
  public static final int HEIGHT = 160;

  /// A line.
  ///
  /// @param kind its class in the style sheet: `main` or `other`
  /// @param points `x,y x,y …` in the units of the drawing
  /// @param area the same line, closed along the lower edge; empty where it is not filled
  public record Line(String kind, String points, String area) {}

  /// A value at a place on the horizontal axis.
  public record Point(double x, double y) {}

  /// Values of which the lines are made.
  public record Series(String kind, List<Point> points) {}

  public Chart {
    lines = List.copyOf(lines);
  }

  /// Whether there is anything to draw.
  public boolean empty() {
    return lines.stream().allMatch(line -> line.points().isEmpty());
  }

  /// Equal steps over time, from 0 up.
  public static Chart overTime(
      Texts texts, String label, List<Double> values, String start, String end) {
    double most = niceAbove(values.stream().mapToDouble(Double::doubleValue).max().orElse(0));
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      points.add(new Point(i, values.get(i)));
    }
    if (points.size() == 1) {
      points.add(new Point(1, values.getFirst()));
    }
    Line line = line(new Series("main", points), 0, Math.max(1, values.size() - 1), 0, most);
    return new Chart(
        label, List.of(line), null, texts.decimal(most, 2), texts.number(0), start, end);
  }

  /// Curves over training steps, between their least and greatest value and `level`.
  public static Chart curves(
      Texts texts, String label, List<Series> series, @Nullable Double level, long steps) {
    double most = level == null ? Double.NEGATIVE_INFINITY : level;
    double least = level == null ? Double.POSITIVE_INFINITY : level;
    for (Series one : series) {
      for (Point point : one.points()) {
        most = Math.max(most, point.y());
        least = Math.min(least, point.y());
      }
    }
    if (most < least) {
      return new Chart(label, List.of(), null, "", "", "", "");
    }
    double from = Math.floor(least * 2) / 2;
    double to = Math.max(from + 0.5, Math.ceil(most * 2) / 2);
    List<Line> lines = new ArrayList<>();
    for (Series one : series) {
      lines.add(line(one, 0, Math.max(1, steps), from, to));
    }
    return new Chart(
        label,
        lines,
        level == null ? null : height(level, from, to),
        texts.decimal(to, 1),
        texts.decimal(from, 1),
        texts.number(0),
        texts.number(steps));
  }

  private static Line line(Series series, double left, double right, double low, double high) {
    StringJoiner points = new StringJoiner(" ");
    double firstX = 0;
    double lastX = 0;
    for (int i = 0; i < series.points().size(); i++) {
      Point point = series.points().get(i);
      double x = (point.x() - left) / (right - left) * WIDTH;
      firstX = i == 0 ? x : firstX;
      lastX = x;
      points.add(String.format(Locale.ROOT, "%.1f,%.1f", x, height(point.y(), low, high)));
    }
    String area =
        series.points().isEmpty() || !series.kind().equals("main") || low != 0
            ? ""
            : String.format(
                Locale.ROOT, "%.1f,%d %s %.1f,%d", firstX, HEIGHT, points, lastX, HEIGHT);
    return new Line(series.kind(), points.toString(), area);
  }

  private static double height(double value, double low, double high) {
    return HEIGHT - (value - low) / (high - low) * HEIGHT;
  }

  /// The least of 1, 2, 5 times a power of ten that is not below `value`; 1 for 0.
  static double niceAbove(double value) {
    if (value <= 0) {
      return 1;
    }
    double power = Math.pow(10, Math.floor(Math.log10(value)));
    for (double step : new double[] {1, 2, 5}) {
      if (value <= step * power * 1.000001) {
        return step * power;
      }
    }
    return 10 * power;
  }
}
