package org.peykare.crawler.check;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.peykare.crawler.check.SeedReport.Link;
import org.peykare.crawler.check.SeedReport.Problem;
import org.peykare.crawler.seed.Seed;
import org.peykare.crawler.url.CrawlUrl;
import org.peykare.formats.url.UrlNormalForm;

/// What is found, from several hosts at once; each URL counts once. Takes nothing more once closed.
final class Findings {
  private final List<SeedReport.Host> hosts = new ArrayList<>();
  private final List<SeedReport.Start> starts = new ArrayList<>();
  private final Set<String> sitemaps = new LinkedHashSet<>();
  private final Set<String> feeds = new LinkedHashSet<>();
  private final Map<String, Link> links = new LinkedHashMap<>();
  private final List<Problem> problems = new ArrayList<>();
  private boolean closed;

  synchronized void host(SeedReport.Host host) {
    if (!closed) {
      hosts.add(host);
    }
  }

  synchronized void start(SeedReport.Start start) {
    if (!closed) {
      starts.add(start);
    }
  }

  synchronized void sitemap(UrlNormalForm url) {
    if (!closed) {
      sitemaps.add(url.toString());
    }
  }

  synchronized void feed(UrlNormalForm url) {
    if (!closed) {
      feeds.add(url.toString());
    }
  }

  /// @param refusal why it would not be fetched; null where it would
  synchronized void link(UrlNormalForm url, @Nullable String refusal) {
    if (!closed) {
      links.putIfAbsent(url.toString(), new Link(url.toString(), refusal));
    }
  }

  void problem(Problem.Kind kind, CrawlUrl url, String message) {
    problem(kind, url.url().toString(), message);
  }

  synchronized void problem(Problem.Kind kind, String url, String message) {
    if (!closed) {
      problems.add(new Problem(kind, url, message));
    }
  }

  synchronized void close() {
    closed = true;
  }

  synchronized SeedReport report(Seed seed, Instant at, long millis, int requests) {
    List<Link> in = links.values().stream().filter(link -> link.reason() == null).toList();
    List<Link> out = links.values().stream().filter(link -> link.reason() != null).toList();
    boolean looksForLinks = seed.depthLimit() > 0;
    if (looksForLinks && in.isEmpty() && starts.stream().anyMatch(start -> start.status() == 200)) {
      problems.add(
          new Problem(
              Problem.Kind.NOTHING_IN_SCOPE,
              seed.startUrls().getFirst(),
              "of %d links found none would be followed; look at scope, include, exclude and discover"
                  .formatted(out.size())));
    }
    problems.sort(Comparator.comparing(Problem::kind));
    return new SeedReport(
        seed.id(),
        at,
        millis,
        requests,
        hosts,
        starts,
        List.copyOf(sitemaps),
        List.copyOf(feeds),
        sample(in),
        sample(out),
        in.size(),
        out.size(),
        problems);
  }

  private static List<Link> sample(List<Link> all) {
    return all.stream().limit(SeedReport.SAMPLE).toList();
  }
}
