package org.peykare.crawler.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.peykare.crawler.check.SeedReport.Problem;
import org.peykare.crawler.discover.Discovery;
import org.peykare.crawler.discover.Found;
import org.peykare.crawler.discover.LinkExtractor;
import org.peykare.crawler.discover.PageHead;
import org.peykare.crawler.fetch.Fetch;
import org.peykare.crawler.fetch.FetchRequest;
import org.peykare.crawler.fetch.PoliteFetcher;
import org.peykare.crawler.fetch.Politeness;
import org.peykare.crawler.robots.RobotsCache;
import org.peykare.crawler.robots.RobotsPolicy;
import org.peykare.crawler.seed.Seed;
import org.peykare.crawler.seed.SeedKind;
import org.peykare.crawler.url.CrawlUrl;
import org.peykare.crawler.url.Scope;
import org.peykare.crawler.url.TrapGuard;
import org.peykare.formats.fetch.FetchEvent.Outcome;

/// Looks at one host of a seed: robots.txt, then its start URLs, then one sitemap.
final class HostInspection implements Runnable {
  private static final int MAX_RULES = 50;
  private static final int MAX_REDIRECTS = 3;
  private static final Duration LONG_DELAY = Duration.ofSeconds(30);

  private final Tools tools;
  private final List<CrawlUrl> starts;
  private final Discovery discovery = new Discovery();

  /// What the hosts share.
  record Tools(
      Seed seed,
      Scope scope,
      PoliteFetcher fetcher,
      RobotsCache robots,
      Politeness politeness,
      Function<String, Duration> delays,
      AtomicInteger requests,
      Findings findings) {}

  HostInspection(Tools tools, List<CrawlUrl> starts) {
    this.tools = tools;
    this.starts = starts;
  }

  @Override
  public void run() {
    try {
      RobotsPolicy policy = robots(starts.getFirst());
      if (policy.standing() == RobotsPolicy.Standing.UNREACHABLE) {
        return;
      }
      for (CrawlUrl start : starts) {
        start(start, policy);
      }
      if (tools.seed.kind() == SeedKind.SITE) {
        for (String sitemap : policy.sitemaps().stream().limit(1).toList()) {
          sitemap(sitemap, policy);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  // ---- robots.txt

  private RobotsPolicy robots(CrawlUrl start) throws InterruptedException {
    List<Fetch> fetches = new ArrayList<>();
    Duration own = tools.delays.apply(start.host());
    tools.politeness.setDelay(start.host(), own);
    RobotsPolicy policy = tools.robots.load(start.url(), fetches::add);
    boolean longer = policy.crawlDelay().compareTo(own) > 0;
    if (longer) {
      tools.politeness.setDelay(start.host(), policy.crawlDelay());
    }
    tools.findings.host(
        new SeedReport.Host(
            start.url().origin(),
            policy.standing().name(),
            fetches.isEmpty() ? 0 : status(fetches.getLast()),
            policy.rules(MAX_RULES),
            policy.crawlDelay().isZero() ? null : policy.crawlDelay(),
            longer ? policy.crawlDelay() : own,
            policy.optOuts()));
    for (String named : policy.sitemaps()) {
      start.url().resolve(named).ifPresent(tools.findings::sitemap);
    }
    String robotsTxt = start.url().origin() + "/robots.txt";
    if (policy.standing() == RobotsPolicy.Standing.UNREACHABLE) {
      boolean refused = fetches.getLast() instanceof Fetch.Refused;
      tools.findings.problem(
          refused ? Problem.Kind.ADDRESS_REFUSED : Problem.Kind.ROBOTS_UNREACHABLE,
          robotsTxt,
          policy.unreachable()
              + (refused
                  ? "; allow private addresses, or give a contact for public ones"
                  : "; nothing is fetched from the host until it can be had"));
    }
    if (policy.crawlDelay().compareTo(LONG_DELAY) > 0) {
      tools.findings.problem(
          Problem.Kind.LONG_DELAY,
          robotsTxt,
          "asks for %d s between requests: %d pages a day at most"
              .formatted(
                  policy.crawlDelay().toSeconds(), 86_400 / policy.crawlDelay().toSeconds()));
    }
    policy
        .optOuts()
        .forEach(optOut -> tools.findings.problem(Problem.Kind.OPTS_OUT, robotsTxt, optOut));
    return policy;
  }

  // ---- start URLs

  private void start(CrawlUrl start, RobotsPolicy policy) throws InterruptedException {
    CrawlUrl url = start;
    Fetch fetch = null;
    while (fetch == null || fetch instanceof Fetch.Redirected) {
      if (fetch instanceof Fetch.Redirected redirected) {
        Optional<CrawlUrl> target = url.url().resolve(redirected.location()).map(url::redirect);
        if (target.isEmpty() || leadsAway(start, target.get())) {
          tools.findings.start(described(start, redirected, redirected.location()));
          return;
        }
        url = target.get();
      }
      Optional<String> refusal = policy.refusal(url.url());
      if (refusal.isPresent()) {
        refused(start, url, refusal.get());
        return;
      }
      fetch = fetch(url);
    }
    String end = url.equals(start) ? null : url.url().toString();
    switch (fetch) {
      case Fetch.Fetched fetched -> fetched(start, url, fetched, end);
      case Fetch.Refused refused -> {
        tools.findings.problem(Problem.Kind.ADDRESS_REFUSED, start, refused.reason());
        tools.findings.start(described(start, refused, end));
      }
      case Fetch.Failed _, Fetch.NotModified _, Fetch.Redirected _ -> {
        SeedReport.Start described = described(start, fetch, end);
        tools.findings.problem(
            Problem.Kind.START_FAILED, start, String.valueOf(described.reason()));
        tools.findings.start(described);
      }
    }
  }

  private boolean leadsAway(CrawlUrl start, CrawlUrl target) {
    Optional<Scope.Refusal> refusal = tools.scope.refusal(target);
    if (refusal.isPresent()) {
      tools.findings.problem(
          Problem.Kind.REDIRECTS_OUT_OF_SCOPE,
          start,
          "leads to %s, which is not in scope: %s; make that the start URL, or widen the scope"
              .formatted(target.url(), refusal.get().words()));
      return true;
    }
    // Another host is asked for its own robots.txt in a crawl, not here.
    return target.hops() > MAX_REDIRECTS || !target.host().equals(start.host());
  }

  private void refused(CrawlUrl start, CrawlUrl url, String reason) {
    tools.findings.problem(Problem.Kind.ROBOTS_DISALLOWS, url, reason);
    tools.findings.start(
        new SeedReport.Start(
            start.url().toString(),
            Outcome.REFUSED,
            0,
            reason,
            url.equals(start) ? null : url.url().toString(),
            null,
            null,
            null,
            0,
            0,
            List.of()));
  }

  private void fetched(
      CrawlUrl start, CrawlUrl url, Fetch.Fetched fetched, @Nullable String redirect) {
    Found found = discovery.read(fetched, url.kind(), tools.seed);
    boolean isPage = found.content() == Found.Content.PAGE;
    PageHead head = isPage ? PageHead.of(fetched) : null;
    if (isPage) {
      for (Found.Link link : LinkExtractor.extract(fetched).links()) {
        switch (link.kind()) {
          case SITEMAP -> tools.findings.sitemap(link.url());
          case FEED -> tools.findings.feed(link.url());
          case PAGE -> {}
        }
      }
    }
    links(url, found);
    checkKind(start, found);
    if (head != null && head.follow() == PageHead.Follow.FORBIDDEN) {
      tools.findings.problem(
          Problem.Kind.NO_FOLLOW, start, "the page forbids that its links be followed");
    }
    found.optOuts().forEach(optOut -> tools.findings.problem(Problem.Kind.OPTS_OUT, start, optOut));
    tools.findings.start(
        new SeedReport.Start(
            start.url().toString(),
            isPage ? Outcome.FETCHED : Outcome.NOT_STORED,
            fetched.head().status(),
            isPage ? null : "not a page: " + fetched.mediaType(),
            redirect,
            found.content().name().toLowerCase(Locale.ROOT),
            head == null ? null : head.title(),
            head == null ? null : head.language(),
            fetched.body().length,
            found.links().size(),
            found.optOuts()));
  }

  private void checkKind(CrawlUrl start, Found found) {
    Found.Content wanted =
        switch (start.kind()) {
          case PAGE -> Found.Content.PAGE;
          case SITEMAP -> Found.Content.SITEMAP;
          case FEED -> Found.Content.FEED;
        };
    if (found.content() != wanted) {
      tools.findings.problem(
          Problem.Kind.WRONG_KIND,
          start,
          "the seed's kind %s needs a %s, this is a %s"
              .formatted(tools.seed.kind(), words(wanted), words(found.content())));
    }
  }

  private static String words(Found.Content content) {
    return switch (content) {
      case PAGE -> "page";
      case SITEMAP -> "sitemap";
      case FEED -> "feed";
      case OTHER -> "file of another type";
    };
  }

  private void sitemap(String named, RobotsPolicy policy) throws InterruptedException {
    Optional<CrawlUrl> url =
        starts
            .getFirst()
            .url()
            .resolve(named)
            .map(target -> new CrawlUrl(target, CrawlUrl.Kind.SITEMAP, 0, 0, tools.seed.id()))
            .filter(target -> target.url().origin().equals(starts.getFirst().url().origin()))
            .filter(target -> policy.refusal(target.url()).isEmpty());
    if (url.isPresent() && fetch(url.get()) instanceof Fetch.Fetched fetched) {
      links(url.get(), discovery.read(fetched, CrawlUrl.Kind.SITEMAP, tools.seed));
    }
  }

  private void links(CrawlUrl from, Found found) {
    for (Found.Link link : found.links()) {
      CrawlUrl target = from.link(link.url(), link.kind());
      String refusal =
          tools
              .scope
              .refusal(target)
              .map(Scope.Refusal::words)
              .or(() -> TrapGuard.refusal(link.url()))
              .or(() -> tools.robots.cached(link.url()).flatMap(p -> p.refusal(link.url())))
              .orElse(null);
      tools.findings.link(link.url(), refusal);
    }
  }

  private Fetch fetch(CrawlUrl url) throws InterruptedException {
    tools.requests.incrementAndGet();
    return tools.fetcher.fetch(new FetchRequest(url.url(), null, null, tools.seed.languages()));
  }

  private static SeedReport.Start described(
      CrawlUrl start, Fetch fetch, @Nullable String redirect) {
    Outcome outcome =
        switch (fetch) {
          case Fetch.Fetched _ -> Outcome.FETCHED;
          case Fetch.NotModified _ -> Outcome.NOT_MODIFIED;
          case Fetch.Redirected _ -> Outcome.REDIRECTED;
          case Fetch.Refused _ -> Outcome.REFUSED;
          case Fetch.Failed _ -> Outcome.FAILED;
        };
    String reason =
        switch (fetch) {
          case Fetch.Refused refused -> refused.reason();
          case Fetch.Failed failed -> failed.reason();
          case Fetch.Fetched _, Fetch.NotModified _, Fetch.Redirected _ -> null;
        };
    return new SeedReport.Start(
        start.url().toString(),
        outcome,
        status(fetch),
        reason,
        redirect,
        null,
        null,
        null,
        0,
        0,
        List.of());
  }

  private static int status(Fetch fetch) {
    return switch (fetch) {
      case Fetch.Fetched f -> f.head().status();
      case Fetch.NotModified _ -> 304;
      case Fetch.Redirected r -> r.status();
      case Fetch.Failed f -> f.status();
      case Fetch.Refused _ -> 0;
    };
  }
}
