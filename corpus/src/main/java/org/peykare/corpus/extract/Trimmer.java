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

  /// Share of the text from which on repeated blocks stay.
  private static final double MOST_REPEATED = .46;

  /// Blocks at the end among which such lines are looked for.
  private static final int END_BLOCKS = 6;

  /// Share of link text from which on a block is a list of links.
  private static final double LINKS = .4;

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
    removeRepeats(kept);
    trimEnd(kept);
    return kept;
  }

  /// Takes away headings with nothing below them, invitations to follow, and short lists of links
  /// under a line such as `Related`.
  private static void trimEnd(List<PlainText.Block> blocks) {
    int from = Math.max(1, blocks.size() - END_BLOCKS);
    for (int i = blocks.size() - 1; i >= from; i--) {
      String text = blocks.get(i).text();
      if (FollowLine.is(text) || isRelatedList(blocks.get(i))) {
        blocks.remove(i);
      }
    }
    while (!blocks.isEmpty() && blocks.getLast().region().isHeading()) {
      blocks.removeLast();
    }
  }

  private static boolean isRelatedList(PlainText.Block block) {
    int firstLine = block.text().indexOf('\n');
    return firstLine > 0
        && block.region().linkDensity() > LINKS
        && Furniture.is(block.text().substring(0, firstLine));
  }

  /// Takes out long blocks that come again. Where they are most of the text, the page itself
  /// repeats and that is for the filters to judge.
  private static void removeRepeats(List<PlainText.Block> blocks) {
    Set<String> seen = new HashSet<>();
    List<PlainText.Block> once = new ArrayList<>(blocks.size());
    long all = 0;
    long repeated = 0;
    for (PlainText.Block block : blocks) {
      int length = block.text().length();
      all += length;
      if (length < LONG_BLOCK || seen.add(block.text())) {
        once.add(block);
      } else {
        repeated += length;
      }
    }
    if (repeated < MOST_REPEATED * all) {
      blocks.clear();
      blocks.addAll(once);
    }
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
