package org.peykare.corpus.filter;

import java.util.Map;
import java.util.Optional;
import org.peykare.corpus.extract.PageShape;

/// Rejects front pages, category pages and other lists of what is elsewhere: several entries that
/// lead to other pages, and no long stretch of text without one. Judged by the page's structure, in
/// every language.
public final class ListingFilter {
  private final FilterConfig config;

  /// A filter with these limits.
  public ListingFilter(FilterConfig config) {
    this.config = config;
  }

  /// Why a page of this shape is rejected, if it is.
  public Optional<Rejection> check(PageShape shape) {
    boolean listing =
        shape.entries() >= config.listingEntries()
            && shape.stretchShare() <= config.listingStretch();
    return listing
        ? Optional.of(
            new Rejection(
                "listing",
                Map.of(
                    "entries",
                    (double) shape.entries(),
                    "least",
                    (double) config.listingEntries(),
                    "stretch",
                    shape.stretchShare(),
                    "most",
                    config.listingStretch())))
        : Optional.empty();
  }
}
