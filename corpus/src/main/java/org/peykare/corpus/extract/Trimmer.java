package org.peykare.corpus.extract;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Takes away what stands around the text in the main region: the title itself, lines of date and
/// author before the text, headings with nothing below them.
final class Trimmer {
  /// A block this long that comes again is a picture's text repeated by a gallery, not a refrain.
  private static final int LONG_BLOCK = 80;

  private Trimmer() {}

  static List<PlainText.Block> trim(List<PlainText.Block> blocks, @Nullable String title) {
    List<PlainText.Block> kept = new ArrayList<>(blocks);
    if (title != null) {
      int before = Math.min(kept.size(), 6);
      for (int i = 0; i < before; i++) {
        if (same(kept.get(i).text(), title)) {
          kept.remove(i);
          break;
        }
      }
    }
    kept.removeIf(block -> Furniture.is(block.text()));
    Set<String> seen = new HashSet<>();
    kept.removeIf(block -> block.text().length() >= LONG_BLOCK && !seen.add(block.text()));
    while (!kept.isEmpty() && kept.getLast().region().isHeading()) {
      kept.removeLast();
    }
    return kept;
  }

  private static boolean same(String a, String b) {
    return letters(a).equals(letters(b));
  }

  private static String letters(String text) {
    StringBuilder letters = new StringBuilder(text.length());
    text.codePoints()
        .filter(Character::isLetterOrDigit)
        .map(Character::toLowerCase)
        .forEach(letters::appendCodePoint);
    return letters.toString();
  }
}
