package org.peykare.corpus.boilerplate;

import java.util.List;
import org.peykare.formats.JsonCodec;

/// The lines that recur across the documents of one host.
///
/// @param host authority of the host
/// @param snapshot id of the snapshot in which they were counted last
/// @param lines the lines as they stand in texts, without white space around them, at most
///   [#MOST_LINES]
public record HostLines(String host, long snapshot, List<String> lines) {
  /// JSON, the value of `lines/HOST` on topic `learned`.
  public static final JsonCodec<HostLines> CODEC = JsonCodec.of(HostLines.class);

  /// Most lines of one host.
  public static final int MOST_LINES = 500;

  /// A longer line is a paragraph; one that recurs is a duplicate, not a note.
  static final int LONGEST_LINE = 300;

  public HostLines {
    if (lines.size() > MOST_LINES) {
      throw new IllegalArgumentException(
          "Invalid lines of %s: %d (must be at most %d)".formatted(host, lines.size(), MOST_LINES));
    }
    lines = List.copyOf(lines);
  }

  /// Whether a line may be listed: it has a letter, and is no paragraph.
  static boolean isCountable(String line) {
    return line.length() <= LONGEST_LINE && line.chars().anyMatch(Character::isLetter);
  }
}
