package org.peykare.crawler.seed;

import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.peykare.formats.JsonCodec;
import org.peykare.formats.url.UrlNormalForm;

/// Where a crawl starts and what belongs to it.
///
/// @param id names the seed in records and messages, 1 to 200 characters
/// @param startUrls where to begin, in normal form
/// @param scope which links are followed; [ScopeKind#HOST] where missing
/// @param include only URLs that contain a match of this regular expression, where given
/// @param exclude no URLs that contain a match of this regular expression, where given
/// @param maxDepth links from a start URL at most, [#DEFAULT_MAX_DEPTH] where missing
/// @param maxPages pages fetched for this seed at most; 0 is no limit
/// @param delay time between two requests to one host, instead of the crawl's own
/// @param revisit when to fetch a page again; never where missing
/// @param languages languages wanted (BCP 47), for `Accept-Language`
/// @param discover what is read for new URLs; everything where missing
public record Seed(
    String id,
    List<String> startUrls,
    @Nullable ScopeKind scope,
    @Nullable String include,
    @Nullable String exclude,
    @Nullable Integer maxDepth,
    long maxPages,
    @Nullable Duration delay,
    @Nullable Duration revisit,
    @Nullable List<String> languages,
    @Nullable Set<Discovery> discover) {

  /// Depth limit of a seed that names none.
  public static final int DEFAULT_MAX_DEPTH = 50;

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
    /// Sitemaps named in robots.txt.
    SITEMAPS,
    /// RSS and Atom feeds named in pages.
    FEEDS
  }

  public Seed {
    id = checkId(id);
    startUrls = checkStartUrls(id, startUrls);
    scope = scope == null ? ScopeKind.HOST : scope;
    checkPattern(id, "include", include);
    checkPattern(id, "exclude", exclude);
    maxDepth = maxDepth == null ? Integer.valueOf(DEFAULT_MAX_DEPTH) : maxDepth;
    check(maxDepth >= 0 && maxDepth <= 1_000, id, "max_depth", maxDepth, "0..1000");
    check(maxPages >= 0, id, "max_pages", maxPages, "0 or more; 0 is no limit");
    check(delay == null || !delay.isNegative(), id, "delay", delay, "not negative");
    check(
        revisit == null || revisit.compareTo(Duration.ofSeconds(1)) >= 0,
        id,
        "revisit",
        revisit,
        "at least PT1S");
    languages = languages == null ? List.of() : List.copyOf(languages);
    discover =
        discover == null || discover.isEmpty()
            ? EnumSet.allOf(Discovery.class)
            : EnumSet.copyOf(discover);
  }

  /// A seed that follows links on the hosts of `startUrls`.
  public static Seed of(String id, String... startUrls) {
    return of(id, List.of(startUrls), ScopeKind.HOST);
  }

  /// A seed with the given scope and defaults for the rest.
  public static Seed of(String id, List<String> startUrls, ScopeKind scope) {
    return new Seed(id, startUrls, scope, null, null, null, 0, null, null, null, null);
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
                      .computeIfAbsent(url.authority(), host -> new java.util.ArrayList<>())
                      .add(url.toString()),
              () -> invalid.add(text));
    }
    if (!invalid.isEmpty()) {
      throw new IllegalArgumentException(
          "Invalid seed URLs: %s (each must be an absolute http or https URL)".formatted(invalid));
    }
    return byHost.entrySet().stream()
        .map(entry -> of(entry.getKey(), entry.getValue(), ScopeKind.HOST))
        .toList();
  }

  /// The same seed with another depth limit.
  public Seed withMaxDepth(int depth) {
    return new Seed(
        id, startUrls, scope, include, exclude, depth, maxPages, delay, revisit, languages,
        discover);
  }

  /// The same seed with another page limit; 0 is none.
  public Seed withMaxPages(long pages) {
    return new Seed(
        id, startUrls, scope, include, exclude, maxDepth, pages, delay, revisit, languages,
        discover);
  }

  /// The same seed with its own delay between requests to one host.
  public Seed withDelay(Duration between) {
    return new Seed(
        id, startUrls, scope, include, exclude, maxDepth, maxPages, between, revisit, languages,
        discover);
  }

  /// The same seed whose pages are fetched again after `interval`.
  public Seed withRevisit(Duration interval) {
    return new Seed(
        id, startUrls, scope, include, exclude, maxDepth, maxPages, delay, interval, languages,
        discover);
  }

  /// The same seed with filters on the URL: regular expressions that it must, or must not, contain.
  public Seed withFilters(@Nullable String mustMatch, @Nullable String mustNotMatch) {
    return new Seed(
        id,
        startUrls,
        scope,
        mustMatch,
        mustNotMatch,
        maxDepth,
        maxPages,
        delay,
        revisit,
        languages,
        discover);
  }

  /// The depth limit, never missing.
  public int depthLimit() {
    return maxDepth == null ? DEFAULT_MAX_DEPTH : maxDepth;
  }

  /// The scope, never missing.
  public ScopeKind scopeKind() {
    return scope == null ? ScopeKind.HOST : scope;
  }

  /// Whether `what` is read for new URLs.
  public boolean discovers(Discovery what) {
    return discover == null || discover.contains(what);
  }

  private static String checkId(String id) {
    if (id == null || id.isBlank() || id.length() > 200) {
      throw new IllegalArgumentException(
          "Invalid seed id: '%s' (must be 1..200 characters)".formatted(id));
    }
    return id;
  }

  private static List<String> checkStartUrls(String id, List<String> urls) {
    if (urls == null || urls.isEmpty()) {
      throw new IllegalArgumentException(
          "Invalid seed %s: no start URLs (must be at least one in start_urls)".formatted(id));
    }
    return urls.stream()
        .map(url ->
            UrlNormalForm.parse(url)
                .orElseThrow(() ->
                    new IllegalArgumentException(
                        "Invalid start URL of seed %s: %s (must be an absolute http or https URL)"
                            .formatted(id, url)))
                .toString())
        .distinct()
        .toList();
  }

  private static void checkPattern(String id, String name, @Nullable String pattern) {
    if (pattern == null) {
      return;
    }
    try {
      Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "Invalid %s of seed %s: %s (must be a regular expression: %s)"
              .formatted(name, id, pattern, e.getDescription()),
          e);
    }
  }

  private static void check(
      boolean valid, String id, String name, @Nullable Object value, String range) {
    if (!valid) {
      throw new IllegalArgumentException(
          "Invalid %s of seed %s: %s (must be %s)".formatted(name, id, value, range));
    }
  }
}
