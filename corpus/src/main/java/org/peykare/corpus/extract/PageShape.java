package org.peykare.corpus.extract;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Element;

/// How a page's text is built: one text, or many entries that each lead elsewhere.
///
/// An entry is a block that is nearly all link, to another page. In a listing the text between
/// entries is short and evenly spread; an article with links below it has one long stretch.
///
/// @param entries blocks that lead elsewhere, each target counted once
/// @param chars letters of the text, white space not counted, ideographs twice
/// @param longestStretch letters of the longest stretch of text without an entry
public record PageShape(int entries, int chars, int longestStretch) {
  private static final double LINK = .8;

  /// No text.
  public static final PageShape EMPTY = new PageShape(0, 0, 0);

  /// Part of the text that is its longest stretch without an entry, 0 to 1.
  public double stretchShare() {
    return chars == 0 ? 0 : (double) longestStretch / chars;
  }

  static PageShape of(List<Region> regions) {
    Walk walk = new Walk();
    regions.forEach(walk::add);
    return new PageShape(walk.targets.size(), walk.chars, Math.max(walk.longest, walk.stretch));
  }

  private static final class Walk {
    final Set<String> targets = new HashSet<>();
    int chars;
    int stretch;
    int longest;

    void add(Region region) {
      if (region.ownChars > 0) {
        addBlock(region);
      }
      for (Region child : region.regions()) {
        if (child.chars > 0) {
          add(child);
        }
      }
    }

    private void addBlock(Region block) {
      chars += block.ownChars;
      String target = block.ownLinkChars >= LINK * block.ownChars ? target(block.element) : "";
      if (target.isEmpty()) {
        stretch += block.ownChars;
        return;
      }
      targets.add(target);
      longest = Math.max(longest, stretch);
      stretch = 0;
    }

    /// Where a block's link leads; empty for places on the same page and for actions.
    private static String target(Element element) {
      Element link = element.selectFirst("a[href]");
      Element around = link == null ? element.closest("a[href]") : link;
      String href = around == null ? "" : around.attr("href").strip();
      boolean elsewhere =
          !href.startsWith("#")
              && !href.startsWith("javascript:")
              && !href.startsWith("mailto:")
              && !href.startsWith("tel:");
      int fragment = href.indexOf('#');
      return elsewhere ? (fragment < 0 ? href : href.substring(0, fragment)) : "";
    }
  }
}
