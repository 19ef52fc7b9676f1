package org.peykare.crawler.seed;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes a [Seed], whose documentation says what each field means.
///
/// ```java
/// Seed.builder("news", urls).kind(SeedKind.SECTION).maxPages(1_000).build()
/// seed.edit().state(Seed.State.PAUSED).build()
/// ```
public final class SeedBuilder {
  private final String id;
  private List<String> startUrls;
  private SeedKind kind = SeedKind.SITE;
  private Seed.ScopeKind scope = Seed.ScopeKind.HOST;
  private @Nullable String include;
  private @Nullable String exclude;
  private @Nullable Integer maxDepth;
  private long maxPages = 0;
  private long maxBytes = 0;
  private @Nullable Duration delay;
  private @Nullable Duration revisit;
  private List<String> languages = List.of();
  private @Nullable Set<Seed.Discovery> discover;
  private Seed.OptOuts optOuts = Seed.OptOuts.HONOUR;
  private Seed.State state = Seed.State.ACTIVE;

  SeedBuilder(String id, List<String> startUrls) {
    this.id = id;
    this.startUrls = startUrls;
  }

  SeedBuilder(Seed from) {
    this(from.id(), from.startUrls());
    kind = from.kind();
    scope = from.scope();
    include = from.include();
    exclude = from.exclude();
    maxDepth = from.maxDepth();
    maxPages = from.maxPages();
    maxBytes = from.maxBytes();
    delay = from.delay();
    revisit = from.revisit();
    languages = from.languages();
    discover = from.discover();
    optOuts = from.optOuts();
    state = from.state();
  }

  /// Where to begin.
  public SeedBuilder startUrls(List<String> urls) {
    startUrls = urls;
    return this;
  }

  /// What the start URLs are.
  public SeedBuilder kind(SeedKind of) {
    kind = of;
    return this;
  }

  /// Which links are followed.
  public SeedBuilder scope(Seed.ScopeKind which) {
    scope = which;
    return this;
  }

  /// URLs must contain a match of this regular expression; null takes the condition away.
  public SeedBuilder include(@Nullable String pattern) {
    include = pattern;
    return this;
  }

  /// URLs must contain no match of this regular expression; null takes the condition away.
  public SeedBuilder exclude(@Nullable String pattern) {
    exclude = pattern;
    return this;
  }

  /// Links from a start URL at most; null is the kind's own limit.
  public SeedBuilder maxDepth(@Nullable Integer links) {
    maxDepth = links;
    return this;
  }

  /// Pages at most; 0 is no limit.
  public SeedBuilder maxPages(long pages) {
    maxPages = pages;
    return this;
  }

  /// Bytes of bodies at most; 0 is no limit.
  public SeedBuilder maxBytes(long bytes) {
    maxBytes = bytes;
    return this;
  }

  /// Time between two requests to one host; null is the crawl's own.
  public SeedBuilder delay(@Nullable Duration between) {
    delay = between;
    return this;
  }

  /// When to fetch again; null is as the kind does.
  public SeedBuilder revisit(@Nullable Duration interval) {
    revisit = interval;
    return this;
  }

  /// Languages wanted, best first.
  public SeedBuilder languages(List<String> wanted) {
    languages = wanted;
    return this;
  }

  /// What is read for new URLs; null is what the kind reads.
  public SeedBuilder discover(@Nullable Set<Seed.Discovery> what) {
    discover = what;
    return this;
  }

  /// What pages that opt out of training are to become.
  public SeedBuilder optOuts(Seed.OptOuts policy) {
    optOuts = policy;
    return this;
  }

  /// Whether its URLs are fetched.
  public SeedBuilder state(Seed.State now) {
    state = now;
    return this;
  }

  /// The seed.
  ///
  /// @throws IllegalArgumentException naming the field that is out of its range
  public Seed build() {
    return new Seed(
        id, startUrls, kind, scope, include, exclude, maxDepth, maxPages, maxBytes, delay, revisit,
        languages, discover, optOuts, state);
  }
}
