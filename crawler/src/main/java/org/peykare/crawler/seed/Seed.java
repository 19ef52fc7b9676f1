package org.peykare.crawler.seed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.peykare.formats.JsonCodec;
import org.peykare.formats.url.UrlNormalForm;

/// Where a crawl starts and what belongs to it. What a field that is missing stands for depends on
/// the [kind][SeedKind].
///
/// @param id names the seed in records and messages, 1 to 200 characters
/// @param startUrls where to begin, in normal form
/// @param kind what the start URLs are
/// @param scope which links are followed
/// @param include only URLs that contain a match of this regular expression, where given
/// @param exclude no URLs that contain a match of this regular expression, where given
/// @param maxDepth links from a start URL at most; missing: the kind's own limit
/// @param maxPages pages fetched for this seed at most; 0 is no limit
/// @param maxBytes bytes of bodies, decoded, fetched for this seed at most; 0 is no limit
/// @param delay time between two requests to one host, instead of the crawl's own
/// @param revisit when to fetch a page again; missing: as the kind does
/// @param languages languages wanted (BCP 47), for `Accept-Language`
/// @param discover what is read for new URLs; missing: what the kind reads
/// @param optOuts what pages that opt out of training are to become
/// @param state whether its URLs are fetched
public record Seed(
    String id,
    List<String> startUrls,
    SeedKind kind,
    ScopeKind scope,
    @Nullable String include,
    @Nullable String exclude,
    @Nullable Integer maxDepth,
    long maxPages,
    long maxBytes,
    @Nullable Duration delay,
    @Nullable Duration revisit,
    List<String> languages,
    @Nullable Set<Discovery> discover,
    OptOuts optOuts,
    State state) {

  /// JSON, the value of topic `seeds`.
  public static final JsonCodec<Seed> CODEC = JsonCodec.of(Seed.class);

  /// Which links are followed.
  public enum ScopeKind {
    /// The hosts of the start URLs, each with and without `www.`.
    HOST,
    /// The registered domains of the start URLs, with all their hosts.
    DOMAIN,
    /// The folders of the start URLs, on their hosts.
    PATH,
    /// The hosts of the start URLs of all seeds.
    ANY_LISTED
  }

  /// What is read for new URLs.
  public enum Discovery {
    /// Links in pages.
    LINKS,
    /// Sitemaps: those named in robots.txt and pages, and those they name.
    SITEMAPS,
    /// RSS and Atom feeds named in pages.
    FEEDS
  }

  /// What pages that opt out of training (`ai-train=no`, `noai`, TDM reservation) are to become.
  /// They are fetched in any case, with the evidence in their records; the corpus keeps or drops.
  public enum OptOuts {
    /// What the corpus's settings say.
    HONOUR,
    /// Kept: the operator has the right to use them.
    KEEP
  }

  /// Whether a seed's URLs are fetched.
  public enum State {
    /// They are.
    ACTIVE,
    /// They stay queued.
    PAUSED
  }

  /// Fills in what is missing, as a reader of JSON finds it.
  public Seed {
    SeedChecks.id(id);
    startUrls = SeedChecks.startUrls(id, startUrls);
    kind = kind == null ? SeedKind.SITE : kind;
    scope = scope == null ? ScopeKind.HOST : scope;
    SeedChecks.pattern(id, "include", include);
    SeedChecks.pattern(id, "exclude", exclude);
    SeedChecks.depth(id, maxDepth);
    SeedChecks.limit(id, "max_pages", maxPages);
    SeedChecks.limit(id, "max_bytes", maxBytes);
    SeedChecks.delay(id, delay);
    SeedChecks.revisit(id, revisit);
    languages = languages == null ? List.of() : List.copyOf(languages);
    discover =
        discover == null
            ? null
            : Collections.unmodifiableSet(
                discover.isEmpty() ? EnumSet.noneOf(Discovery.class) : EnumSet.copyOf(discover));
    optOuts = optOuts == null ? OptOuts.HONOUR : optOuts;
    state = state == null ? State.ACTIVE : state;
  }

  /// A seed that follows links on the hosts of `startUrls`.
  public static Seed of(String id, String... startUrls) {
    return builder(id, List.of(startUrls)).build();
  }

  /// A seed that is a site, with defaults for all that is not said.
  public static SeedBuilder builder(String id, List<String> startUrls) {
    return new SeedBuilder(id, startUrls);
  }

  /// One seed per host of a plain list of URLs, named for the host.
  ///
  /// @throws IllegalArgumentException naming every entry that is no URL
  public static List<Seed> ofUrls(Collection<String> urls) {
    Map<String, List<String>> byHost = new LinkedHashMap<>();
    Set<String> invalid = new TreeSet<>();
    for (String text : urls) {
      UrlNormalForm.parse(text)
          .ifPresentOrElse(
              url ->
                  byHost
                      .computeIfAbsent(url.authority(), _ -> new ArrayList<>())
                      .add(url.toString()),
              () -> invalid.add(text));
    }
    if (!invalid.isEmpty()) {
      throw new IllegalArgumentException(
          "Invalid seed URLs: %s (each must be an absolute http or https URL)".formatted(invalid));
    }
    return byHost.entrySet().stream()
        .map(entry -> builder(entry.getKey(), entry.getValue()).build())
        .toList();
  }

  /// Another seed that begins as this one, with the same id.
  public SeedBuilder edit() {
    return new SeedBuilder(this);
  }

  /// The depth limit: its own, or its kind's.
  public int depthLimit() {
    return maxDepth == null ? kind.maxDepth() : maxDepth;
  }

  /// When what is visited again is visited again: its own time, or its kind's.
  public Optional<Duration> revisitAfter() {
    return revisit == null ? kind.revisit() : Optional.of(revisit);
  }

  /// Whether `what` is read for new URLs.
  public boolean discovers(Discovery what) {
    return (discover == null ? kind.discovers() : discover).contains(what);
  }
}
