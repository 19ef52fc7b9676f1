package org.peykare.corpus.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/// An element of the page with figures about the text inside it; scripts, forms and hidden parts
/// are left out of the tree.
final class Region {
  private static final Set<String> INLINE =
      Set.of(
          ("a abbr acronym b bdi bdo big br cite code data del dfn em font i img ins kbd label mark math nobr q "
                  + "ruby rb s samp small span strike strong sub sup time tt u var wbr")
              .split(" "));

  /// A heading with a mark and as many characters is a lead or a quote.
  private static final int LONG_HEADING = 100;

  private static final Set<String> REMOVED =
      Set.of(
          ("script style noscript template svg iframe object embed applet canvas audio video map button input "
                  + "select textarea option datalist dialog nav menu head link meta title frame frameset progress meter rt rp")
              .split(" "));

  final Element element;
  final String tag;
  final @Nullable Region parent;
  final int depth;
  final boolean inline;
  final Hints hints;

  /// Sub-regions and texts, in order.
  final List<Object> content = new ArrayList<>();

  /// Taken out of the tree.
  private boolean removed;

  /// Characters of text directly in this block (inline elements included), white space not counted.
  int ownChars;

  int ownLinkChars;

  /// Sentence ends and commas directly in this block.
  int ownMarks;

  /// Characters in the whole region.
  int chars;

  int linkChars;

  /// Sum of the values of the blocks inside, see [#blockValue].
  double value;

  /// Characters in blocks that read as prose.
  double prose;

  private Region(Element element, @Nullable Region parent, boolean inline) {
    this.element = element;
    this.tag = element.normalName();
    this.parent = parent;
    this.depth = parent == null ? 0 : parent.depth + 1;
    this.inline = inline;
    this.hints = inline && !tag.equals("span") && !tag.equals("a") ? Hints.NONE : Hints.of(element);
  }

  /// The tree under `root`, figures filled in.
  static Region of(Element root, Deadline deadline) {
    return of(root, false, deadline);
  }

  /// The tree as a browser without scripts shows it.
  static Region ofScriptless(Element root, Deadline deadline) {
    return of(root, true, deadline);
  }

  private static Region of(Element root, boolean scriptless, Deadline deadline) {
    Region region = new Region(root, null, false);
    region.fill(region, false, scriptless, deadline);
    region.sum();
    return region;
  }

  private void fill(Region block, boolean inLink, boolean scriptless, Deadline deadline) {
    deadline.tick();
    for (Node node : element.childNodes()) {
      if (node instanceof TextNode text) {
        String whole = text.getWholeText();
        content.add(whole);
        block.count(whole, inLink);
      } else if (node instanceof Element child && !isNoText(child, scriptless)) {
        Region region = new Region(child, this, INLINE.contains(child.normalName()));
        content.add(region);
        region.fill(
            region.inline ? block : region, inLink || region.tag.equals("a"), scriptless, deadline);
      }
    }
  }

  private static boolean isNoText(Element element, boolean scriptless) {
    if (scriptless && element.normalName().equals("noscript")) {
      return false;
    }
    return REMOVED.contains(element.normalName())
        || element.hasAttr("hidden")
        || isClosedDialog(element)
        || hiddenByStyle(element.attr("style"));
  }

  /// A window that opens when something is clicked; short articles have more text in it than
  /// outside.
  private static boolean isClosedDialog(Element element) {
    return element.attr("aria-hidden").equals("true") && element.attr("role").endsWith("dialog");
  }

  private static boolean hiddenByStyle(String style) {
    if (style.isEmpty()) {
      return false;
    }
    String squeezed = style.replace(" ", "");
    return squeezed.contains("display:none") || squeezed.contains("visibility:hidden");
  }

  private void count(String text, boolean inLink) {
    char before = ' ';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c) || c == '\u00A0') {
        ownMarks += !inLink && Letters.endsPhraseWithSpace(before) ? 1 : 0;
        before = ' ';
        continue;
      }
      before = c;
      int weight = Letters.weight(c);
      ownChars += weight;
      if (inLink) {
        ownLinkChars += weight;
      } else if (Letters.isMark(c)) {
        ownMarks++;
      }
    }
  }

  private void sum() {
    chars = ownChars;
    linkChars = ownLinkChars;
    value = ownChars == 0 ? 0 : blockValue();
    prose = isProse() ? ownChars - ownLinkChars : 0;
    for (Region region : regions()) {
      region.sum();
      chars += region.chars;
      linkChars += region.linkChars;
      value += region.value;
      prose += region.prose;
    }
  }

  /// Text that is not links counts for the block, links and shortness count against it.
  private double blockValue() {
    double plain = ownChars - ownLinkChars;
    double base = plain - 1.5 * ownLinkChars;
    if (isHeading()) {
      return Math.min(base, 0);
    }
    if (plain < 60 && ownMarks < 2) {
      base = Math.min(base, plain * .5) - (isItem() ? 2 : 15);
    }
    return switch (tag) {
      case "p", "pre", "blockquote" -> base + 10;
      default -> base;
    };
  }

  private boolean isItem() {
    return switch (tag) {
      case "li", "td", "th", "dt", "dd" -> true;
      default -> false;
    };
  }

  boolean isProse() {
    int plain = ownChars - ownLinkChars;
    return plain >= 60 && ownMarks >= 1 && ownLinkChars < plain && !isHeading();
  }

  /// The page itself or what calls itself its main part.
  boolean isPage() {
    return tag.equals("body") || tag.equals("main");
  }

  boolean isHeading() {
    return tag.length() == 2
        && tag.charAt(0) == 'h'
        && tag.charAt(1) >= '1'
        && tag.charAt(1) <= '6'
        && (ownChars < LONG_HEADING || ownMarks == 0);
  }

  /// Share of the characters that are link text.
  double linkDensity() {
    return chars == 0 ? 0 : (double) linkChars / chars;
  }

  /// The sub-regions.
  List<Region> regions() {
    List<Region> regions = new ArrayList<>(content.size());
    for (Object part : content) {
      if (part instanceof Region region && !region.removed) {
        regions.add(region);
      }
    }
    return regions;
  }

  /// Takes this region out of the tree and its figures out of the regions around it.
  void remove() {
    removed = true;
    for (Region up = parent; up != null; up = up.parent) {
      up.chars -= chars;
      up.linkChars -= linkChars;
      up.value -= value;
      up.prose -= prose;
    }
  }

  boolean isWithin(Region other) {
    for (Region region = this; region != null; region = region.parent) {
      if (region == other) {
        return true;
      }
    }
    return false;
  }

  boolean isRemoved() {
    return removed;
  }
}
