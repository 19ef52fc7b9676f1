package org.peykare.crawler.url;

import crawlercommons.domains.EffectiveTldFinder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.peykare.crawler.seed.Seed;
import org.peykare.crawler.seed.SeedKind;
import org.peykare.formats.url.UrlNormalForm;

/// Which seed, if any, admits a URL. A link is first put to the seed of its page, then to the
/// others that name its host or domain. Unchangeable; made anew when seeds change.
public final class Scope {
  private final Map<String, Rule> rules = new LinkedHashMap<>();
  private final Map<String, List<Rule>> byHost = new HashMap<>();
  private final Map<String, List<Rule>> byDomain = new HashMap<>();
  private final List<Rule> anyListed = new ArrayList<>();

  /// Why a seed does not admit a URL.
  public enum Refusal {
    /// The seed was removed.
    NO_SEED("its seed was removed"),
    /// More links from a start URL than `max_depth`.
    TOO_DEEP("deeper than max_depth"),
    /// Neither a start URL nor behind one.
    NOT_LISTED("not among the start URLs"),
    /// On a host that is not in scope.
    OTHER_HOST("another host"),
    /// On a host in scope, in another folder.
    OTHER_FOLDER("another folder"),
    /// A match of `exclude`.
    EXCLUDED("matches exclude"),
    /// No match of `include`.
    NOT_INCLUDED("does not match include");

    private final String words;

    Refusal(String words) {
      this.words = words;
    }

    /// The reason, for people.
    public String words() {
      return words;
    }
  }

  /// The scope of `seeds`.
  public Scope(Collection<Seed> seeds) {
    for (Seed seed : seeds) {
      Rule rule = new Rule(seed);
      rules.put(seed.id(), rule);
      rule.hosts.forEach(host -> byHost.computeIfAbsent(host, _ -> new ArrayList<>()).add(rule));
      if (seed.scope() == Seed.ScopeKind.DOMAIN) {
        rule.domains.forEach(
            domain -> byDomain.computeIfAbsent(domain, _ -> new ArrayList<>()).add(rule));
      } else if (seed.scope() == Seed.ScopeKind.ANY_LISTED) {
        anyListed.add(rule);
      }
    }
  }

  /// The seed `id`, if there still is one.
  public Optional<Seed> seed(String id) {
    return Optional.ofNullable(rules.get(id)).map(rule -> rule.seed);
  }

  /// The seeds.
  public Stream<Seed> seeds() {
    return rules.values().stream().map(rule -> rule.seed);
  }

  /// Number of seeds.
  public int size() {
    return rules.size();
  }

  /// The URL under the seed that admits it; empty where none does.
  public Optional<CrawlUrl> admit(CrawlUrl url) {
    Rule own = rules.get(url.seed());
    if (own != null && admits(own, url)) {
      return Optional.of(url);
    }
    String host = withoutWww(url.host());
    return first(byHost.get(host), url)
        .or(() ->
            byDomain.isEmpty() ? Optional.empty() : first(byDomain.get(domain(url.url())), url))
        .or(() -> first(anyListed, url));
  }

  private Optional<CrawlUrl> first(@Nullable List<Rule> candidates, CrawlUrl url) {
    return candidates == null
        ? Optional.empty()
        : candidates.stream()
            .filter(rule -> admits(rule, url))
            .findFirst()
            .map(rule -> url.forSeed(rule.seed.id()));
  }

  /// Why the URL's own seed does not admit it; empty where it does. A seed that is not there admits
  /// nothing.
  public Optional<Refusal> refusal(CrawlUrl url) {
    Rule own = rules.get(url.seed());
    return own == null ? Optional.of(Refusal.NO_SEED) : Optional.ofNullable(refusal(own, url));
  }

  private boolean admits(Rule rule, CrawlUrl url) {
    return refusal(rule, url) == null;
  }

  private @Nullable Refusal refusal(Rule rule, CrawlUrl url) {
    if (rule.starts.contains(url.url().toString())) {
      return null;
    }
    if (url.depth() > rule.seed.depthLimit()) {
      return Refusal.TOO_DEEP;
    }
    if (isStrange(rule, url)) {
      return Refusal.NOT_LISTED;
    }
    String host = withoutWww(url.host());
    boolean isPage = url.kind() == CrawlUrl.Kind.PAGE;
    // Sitemaps and feeds are no pages: they lie where the site has them, whatever its pages'
    // folder, and are not asked for what pages must contain.
    boolean onHost =
        !isPage && rule.seed.scope() == Seed.ScopeKind.PATH && rule.hosts.contains(host);
    if (!onHost && !isInScope(rule, url, host)) {
      boolean inFolder = rule.seed.scope() == Seed.ScopeKind.PATH && rule.hosts.contains(host);
      return inFolder ? Refusal.OTHER_FOLDER : Refusal.OTHER_HOST;
    }
    if (rule.isExcluded(url.url())) {
      return Refusal.EXCLUDED;
    }
    return isPage && !rule.isIncluded(url.url()) ? Refusal.NOT_INCLUDED : null;
  }

  /// Nothing stands beside the start URLs of a seed that is not a whole site but what they lead to:
  /// not the sitemaps of robots.txt, nor a start URL that was taken out or is another seed's.
  private static boolean isStrange(Rule rule, CrawlUrl url) {
    boolean isSite = rule.seed.kind() == SeedKind.SITE;
    boolean isOwn = url.seed().equals(rule.seed.id());
    return !isSite && url.depth() == 0 && !(isOwn && url.hops() > 0);
  }

  private boolean isInScope(Rule rule, CrawlUrl url, String host) {
    return switch (rule.seed.scope()) {
      case HOST -> rule.hosts.contains(host);
      case DOMAIN -> rule.hosts.contains(host) || rule.domains.contains(domain(url.url()));
      case PATH -> rule.isInFolder(host, url.url().pathAndQuery());
      case ANY_LISTED -> byHost.containsKey(host);
    };
  }

  private static String withoutWww(String host) {
    return host.startsWith("www.") ? host.substring(4) : host;
  }

  /// The registered domain (public suffix list); the host itself where it has none.
  private static String domain(UrlNormalForm url) {
    String domain = EffectiveTldFinder.getAssignedDomain(url.host(), true, false);
    return domain == null ? url.host() : domain;
  }

  private static final class Rule {
    final Seed seed;
    final Set<String> starts;
    final Set<String> hosts = new HashSet<>();
    final Set<String> domains = new HashSet<>();
    final Map<String, List<String>> folders = new HashMap<>();
    final @Nullable Pattern include;
    final @Nullable Pattern exclude;

    Rule(Seed seed) {
      this.seed = seed;
      this.starts = Set.copyOf(seed.startUrls());
      this.include = seed.include() == null ? null : Pattern.compile(seed.include());
      this.exclude = seed.exclude() == null ? null : Pattern.compile(seed.exclude());
      for (String start : seed.startUrls()) {
        UrlNormalForm url = UrlNormalForm.of(start);
        String host = withoutWww(url.authority());
        String path = url.path();
        hosts.add(host);
        domains.add(domain(url));
        folders
            .computeIfAbsent(host, _ -> new ArrayList<>())
            .add(path.substring(0, path.lastIndexOf('/') + 1));
      }
    }

    boolean isInFolder(String host, String path) {
      return folders.getOrDefault(host, List.of()).stream().anyMatch(path::startsWith);
    }

    boolean isIncluded(UrlNormalForm url) {
      return include == null || include.matcher(url.toString()).find();
    }

    boolean isExcluded(UrlNormalForm url) {
      return exclude != null && exclude.matcher(url.toString()).find();
    }
  }
}
