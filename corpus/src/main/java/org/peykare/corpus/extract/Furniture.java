package org.peykare.corpus.extract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// Lines such as `Read more`, that stand around texts everywhere and are no part of them; listed in
/// `furniture.txt`.
final class Furniture {
  private static final int LONGEST = 160;
  private static final Furniture LISTED = read("furniture.txt");

  private final Set<String> lines = new HashSet<>();
  private final TreeSet<String> beginnings = new TreeSet<>();

  private Furniture() {}

  /// Whether `text` is such a line.
  static boolean is(String text) {
    if (text.length() > LONGEST || text.indexOf('\n') >= 0) {
      return false;
    }
    String line = bare(text);
    return line.isEmpty() || LISTED.lines.contains(line) || LISTED.beginsAny(line);
  }

  private boolean beginsAny(String line) {
    for (String beginning = beginnings.floor(line);
        beginning != null && !beginning.isEmpty() && beginning.charAt(0) == line.charAt(0);
        beginning = beginnings.lower(beginning)) {
      if (line.startsWith(beginning)) {
        return true;
      }
    }
    return false;
  }

  /// Lower case, without marks and space at the ends.
  private static String bare(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && !Character.isLetterOrDigit(text.charAt(start))) {
      start++;
    }
    while (end > start && !Character.isLetterOrDigit(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end).toLowerCase(Locale.ROOT);
  }

  private static Furniture read(String resource) {
    Furniture furniture = new Furniture();
    try (InputStream in = Furniture.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(
            "Missing resource " + resource + " beside " + Furniture.class);
      }
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
        if (line.endsWith("*")) {
          furniture.beginnings.add(line.substring(0, line.length() - 1).strip());
        } else if (!line.isBlank() && !line.startsWith("#")) {
          furniture.lines.add(bare(line));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read resource " + resource, e);
    }
    return furniture;
  }
}
