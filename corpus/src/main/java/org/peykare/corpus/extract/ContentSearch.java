package org.peykare.corpus.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the region of a page that holds its main text and takes out what is not text. Works on one
/// tree, once.
///
/// Every block has a value: characters of text count for it, characters of links and being short
/// count against it ([Region]). Boilerplate by name goes first. The main region is then the one
/// with the greatest sum of values: what surrounds it only lowers the sum. Inside it, parts of
/// negative value go.
final class ContentSearch {
  /// A named boilerplate region that holds more of the page's prose than this is the text itself,
  /// unless as much prose as [#ENOUGH_WITHOUT_IT] remains.
  private static final double TOO_MUCH_TO_REMOVE = .5;

  private static final double ENOUGH_WITHOUT_IT = 1_000;

  /// A footer or note that holds more of the page's text than this is a wrong name.
  private static final double MOST_OUTSIDE = .95;

  /// The main region narrows to one inside it that still has this much of the value.
  private static final double NARROW = .9;

  /// The same, where the inner region says that it is the content.
  private static final double NARROW_TO_CONTENT = .7;

  /// A listing narrows to a part that says it is the content and has this much of the text.
  private static final double NARROW_LISTING = .4;

  /// A longer paragraph that is one link names another article.
  private static final int LONGEST_LINK = 30;

  /// More blocks between heading and text than this are no lead.
  private static final int MOST_LEAD_BLOCKS = 3;

  private static final Set<String> SIDE_TAGS = Set.of("aside");

  private final Region page;

  private final LeadText lead;

  private final List<Region> comments = new ArrayList<>();

  ContentSearch(Region page, @Nullable String description) {
    this.page = page;
    lead = LeadText.of(page, description);
  }

  /// Readers' comments that were taken out.
  List<Region> comments() {
    return comments;
  }

  /// What a page without prose lists: its content without menus and notes.
  List<Region> listing() {
    removeNamedBoilerplate(page, page.chars);
    Region content = page;
    while (true) {
      Region inner = narrowerListing(content);
      if (inner == content) {
        return List.of(content);
      }
      content = inner;
    }
  }

  private static Region narrowerListing(Region region) {
    for (Region child : region.regions()) {
      double share =
          child.tag.equals("main") || child.hints == Hints.CONTENT ? NARROW_LISTING : NARROW;
      if (!child.inline && isContainer(child) && child.chars >= share * region.chars) {
        return child;
      }
    }
    return region;
  }

  /// The text, without what names say is beside it.
  List<Region> named() {
    removeNamedBoilerplate(page, page.prose);
    return unnamed();
  }

  /// The text, names left aside.
  List<Region> unnamed() {
    Region main = find();
    List<Region> regions = new ArrayList<>(lead(main));
    clean(main, main);
    Region described = lead.region();
    if (described != null
        && !described.isWithin(main)
        && regions.stream().noneMatch(described::isWithin)
        && !lead.isRepeatedIn(main)) {
      regions.addFirst(described);
    }
    regions.add(main);
    return regions;
  }

  /// Prose between the page's heading and the main region, where the heading stands before it.
  private List<Region> lead(Region main) {
    List<Region> lead = new ArrayList<>();
    boolean[] headingSeen = new boolean[1];
    boolean reached = collectLead(page, main, lead, headingSeen);
    return reached && headingSeen[0] && lead.size() <= MOST_LEAD_BLOCKS ? lead : List.of();
  }

  /// Walks in order up to `main`; true when it was reached.
  private static boolean collectLead(
      Region region, Region main, List<Region> lead, boolean[] headingSeen) {
    for (Region child : region.regions()) {
      if (child == main) {
        return true;
      }
      if (child.tag.equals("h1") && child.chars > 0) {
        headingSeen[0] = true;
        lead.clear();
      } else if (headingSeen[0] && !child.inline && child.isProse() && child.linkDensity() < .3) {
        lead.add(child);
      } else if (collectLead(child, main, lead, headingSeen)) {
        return true;
      }
    }
    return false;
  }

  private void removeNamedBoilerplate(Region region, double allProse) {
    for (Region child : region.regions()) {
      if (!lead.isIn(child) && isBeside(child, allProse)) {
        if (child.hints == Hints.COMMENTS && child.prose > 0) {
          comments.add(child);
        }
        child.remove();
      } else {
        removeNamedBoilerplate(child, allProse);
      }
    }
  }

  private boolean isBeside(Region region, double allProse) {
    if (region.hints == Hints.OUTSIDE && !region.isPage() && !region.tag.equals("figcaption")) {
      return region.chars < MOST_OUTSIDE * page.chars;
    }
    boolean enoughLeft =
        region.prose <= TOO_MUCH_TO_REMOVE * allProse
            || page.prose - region.prose >= ENOUGH_WITHOUT_IT;
    return enoughLeft && isBoilerplate(region);
  }

  private static boolean isBoilerplate(Region region) {
    if (region.isPage()) {
      return false;
    }
    if (region.tag.equals("figcaption")) {
      return region.parent != null && !quotes(region.parent);
    }
    if (region.inline) {
      return region.hints == Hints.BOILERPLATE && region.chars < 40;
    }
    if (SIDE_TAGS.contains(region.tag)) {
      return true;
    }
    if (region.tag.equals("header")) {
      return region.prose < 90;
    }
    return switch (region.hints) {
      case BOILERPLATE, COMMENTS -> !region.isHeading() || region.prose == 0;
      case DOUBTFUL ->
          region.prose == 0
              && (region.linkDensity() > .4 || region.chars < 80)
              && !region.isHeading();
      case OUTSIDE -> true;
      case NONE, CONTENT -> false;
    };
  }

  private Region find() {
    Region best = page;
    best = better(page, best);
    while (true) {
      Region inner = narrower(best);
      if (inner == best) {
        return best;
      }
      best = inner;
    }
  }

  private static Region better(Region region, Region best) {
    for (Region child : region.regions()) {
      if (child.chars == 0) {
        continue;
      }
      if (child.value > best.value && !child.inline) {
        best = child;
      }
      best = better(child, best);
    }
    return best;
  }

  private static Region narrower(Region region) {
    for (Region child : region.regions()) {
      double share =
          child.hints == Hints.CONTENT || child.tag.equals("article") ? NARROW_TO_CONTENT : NARROW;
      if (!child.inline
          && child.value > 0
          && child.value >= share * region.value
          && isContainer(child)) {
        return child;
      }
    }
    return region;
  }

  private static boolean isContainer(Region region) {
    return switch (region.tag) {
      case "div",
          "section",
          "article",
          "main",
          "td",
          "table",
          "tbody",
          "tr",
          "body",
          "form",
          "center" ->
          true;
      default -> false;
    };
  }

  private void clean(Region region, Region main) {
    List<Region> children = region.regions();
    for (Region child : children) {
      if (child.chars == 0 || child.inline) {
        continue;
      }
      if (isClutter(child) && !lead.isIn(child)) {
        child.remove();
      } else {
        clean(child, main);
      }
    }
  }

  /// A figure that is no picture: a quote, a table or code.
  private static boolean quotes(Region figure) {
    return figure.element.selectFirst("blockquote, table, pre, code") != null;
  }

  private static boolean isClutter(Region region) {
    double density = region.linkDensity();
    boolean named = region.hints != Hints.NONE && region.hints != Hints.CONTENT;
    return switch (region.tag) {
      case "p" ->
          (density > .9 && region.chars > LONGEST_LINK)
              || (named && region.prose == 0 && density > .3);
      case "blockquote", "pre" -> named && region.prose == 0 && density > .3;
      case "h1", "h2", "h3", "h4", "h5", "h6", "figcaption" -> false;
      case "li", "dd", "dt", "td", "th", "tr", "tbody", "thead" ->
          density > .8 && region.chars > 15 && named;
      case "ul", "ol", "dl", "table" ->
          density > .5 || (named && region.prose == 0 && region.chars < 300);
      case "figure" -> region.chars < 300 && !quotes(region);
      default ->
          (density > .5 && region.prose < 100)
              || (named && region.prose == 0 && (density > .2 || region.chars < 60));
    };
  }
}
