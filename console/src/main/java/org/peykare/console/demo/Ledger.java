package org.peykare.console.demo;

import java.util.ArrayList;
import java.util.List;

/// A table of counts, each sum checked against its parts.
final class Ledger {
  private final List<String> lines = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  /// A sum.
  void total(String name, long count) {
    lines.add("%-58s %,10d".formatted(name, count));
  }

  /// A part of the sum above it.
  void part(String name, long count) {
    lines.add("  %-56s %,10d".formatted(name, count));
  }

  /// Two counts of the same thing, taken in two places.
  void same(String first, long count, String second, long other) {
    if (count != other) {
      problems.add("%s is %,d, but %s is %,d".formatted(first, count, second, other));
    }
  }

  /// What else must be so.
  void require(boolean good, String problem) {
    if (!good) {
      problems.add(problem);
    }
  }

  /// What does not add up; empty where all does.
  List<String> problems() {
    return List.copyOf(problems);
  }

  /// The table as text.
  String text() {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line).append('\n'));
    if (problems.isEmpty()) {
      text.append("Every sum reconciles.\n");
    } else {
      problems.forEach(problem -> text.append("WRONG: ").append(problem).append('\n'));
    }
    return text.toString();
  }
}
