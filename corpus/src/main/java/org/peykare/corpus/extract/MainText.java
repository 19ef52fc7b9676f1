package org.peykare.corpus.extract;

import java.util.List;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// The main text of a page and its readers' comments: what [ContentSearch] finds, and where that is
/// next to nothing, what it finds when it looks otherwise.
///
/// @param text regions of the text, cleaned, in order
/// @param comments regions of comments
record MainText(List<Region> text, List<Region> comments) {
  /// Characters of prose with which the search is content.
  private static final double ENOUGH_PROSE = 200;

  /// Another way of looking must find so many times the prose.
  private static final double MUCH_MORE = 3;

  /// A listing must hold so many times the letters of what was found.
  private static final double MORE = 1.5;

  /// The main text under `body`.
  ///
  /// @param description what the page's head says of its content
  /// @throws Deadline.PageTooSlowException when the deadline passes
  static MainText of(Element body, @Nullable String description, Deadline deadline) {
    ContentSearch search = new ContentSearch(Region.of(body, deadline), description);
    MainText found = new MainText(search.named(), search.comments());
    if (found.prose() >= ENOUGH_PROSE) {
      return found;
    }
    MainText unnamed = of(new ContentSearch(Region.of(body, deadline), description).unnamed());
    if (unnamed.hasMuchMoreThan(found)) {
      return unnamed;
    }
    MainText scriptless =
        of(new ContentSearch(Region.ofScriptless(body, deadline), description).named());
    if (scriptless.hasMuchMoreThan(found)) {
      return scriptless;
    }
    MainText listing = of(new ContentSearch(Region.of(body, deadline), description).listing());
    return listing.chars() > MORE * found.chars() ? listing : found;
  }

  private static MainText of(List<Region> text) {
    return new MainText(text, List.of());
  }

  private boolean hasMuchMoreThan(MainText other) {
    return prose() > MUCH_MORE * other.prose() + ENOUGH_PROSE;
  }

  private double prose() {
    return text.stream().mapToDouble(region -> region.prose).sum();
  }

  private int chars() {
    return text.stream().mapToInt(region -> region.chars).sum();
  }
}
