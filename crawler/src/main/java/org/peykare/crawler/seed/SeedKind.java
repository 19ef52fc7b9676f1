package org.peykare.crawler.seed;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.peykare.crawler.seed.Seed.Discovery;

/// What a seed's start URLs are. It decides what is read for new URLs, how deep, and what is
/// visited again, as long as the seed does not say so itself.
///
/// | Kind | Read | Depth | Visited again |
/// |---|---|---|---|
/// | [#SITE] | links, sitemaps, feeds | 50 | every page, never by default |
/// | [#SECTION] | links | 1 | start URLs, every hour |
/// | [#SITEMAP] | sitemaps | 3: index, sitemap, page | sitemaps, every day |
/// | [#FEED] | feeds | 1 | start URLs, every hour |
/// | [#LIST] | nothing | 0 | every page, never by default |
public enum SeedKind {
  /// Pages of a site that is crawled as a whole.
  SITE(50, null, Set.of(Discovery.values())),
  /// Pages whose links change: a front page, a news section.
  SECTION(1, Duration.ofHours(1), Set.of(Discovery.LINKS)),
  /// Sitemaps or sitemap indexes.
  SITEMAP(3, Duration.ofDays(1), Set.of(Discovery.SITEMAPS)),
  /// RSS or Atom feeds.
  FEED(1, Duration.ofHours(1), Set.of(Discovery.FEEDS)),
  /// Pages, of which no link is followed.
  LIST(0, null, Set.of());

  private final int maxDepth;
  private final @Nullable Duration revisit;
  private final Set<Discovery> discovers;

  SeedKind(int maxDepth, @Nullable Duration revisit, Set<Discovery> discovers) {
    this.maxDepth = maxDepth;
    this.revisit = revisit;
    this.discovers = discovers;
  }

  /// Depth limit of a seed that names none.
  public int maxDepth() {
    return maxDepth;
  }

  /// When a seed that does not say is visited again.
  public Optional<Duration> revisit() {
    return Optional.ofNullable(revisit);
  }

  /// What a seed that does not say reads for new URLs.
  public Set<Discovery> discovers() {
    return discovers;
  }

  /// Whether every page is visited again, and not the start URLs and sitemaps alone.
  public boolean revisitsPages() {
    return this == SITE || this == LIST;
  }
}
