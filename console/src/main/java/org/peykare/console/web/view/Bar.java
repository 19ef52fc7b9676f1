package org.peykare.console.web.view;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/// One line of a list of counts.
///
/// @param name what is counted
/// @param count how many, as the language writes it
/// @param width its length beside the longest, 0 to 100
public record Bar(String name, String count, String width) {
  /// The `most` largest counts, largest first.
  ///
  /// @param naming from a name to words
  public static List<Bar> of(
      Texts texts, Map<String, Long> counts, int most, UnaryOperator<String> naming) {
    long longest = counts.values().stream().mapToLong(Long::longValue).max().orElse(1);
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(most)
        .map(entry ->
            new Bar(
                naming.apply(entry.getKey()),
                texts.number(entry.getValue()),
                String.format(
                    Locale.ROOT, "%.1f", Math.max(0.5, 100.0 * entry.getValue() / longest))))
        .toList();
  }
}
