package org.peykare.crawler.loop;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.peykare.crawler.discover.Found;
import org.peykare.crawler.fetch.Fetch;
import org.peykare.crawler.frontier.Lease;
import org.peykare.crawler.frontier.UrlsRecord;
import org.peykare.crawler.robots.RobotsCache;
import org.peykare.crawler.robots.RobotsPolicy;
import org.peykare.crawler.seed.Seed;
import org.peykare.crawler.url.CrawlUrl;
import org.peykare.crawler.url.Scope;
import org.peykare.crawler.warc.PageFacts;
import org.peykare.crawler.warc.WarcEncoder;
import org.peykare.formats.fetch.FetchEvent;
import org.peykare.formats.fetch.FetchEvent.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes down how fetches ended. A page is stored first; only then does its outcome, with the URLs
/// it named, go to the frontier and to topic `fetches`: after a crash a page may be there twice,
/// but none is lost. Safe for many threads.
final class Recorder {
  private static final Logger log = LoggerFactory.getLogger(Recorder.class);

  private final CrawlLoop.Parts parts;
  private final RobotsCache robots;
  private final RetryPlan retries;
  private final WarcEncoder encoder = new WarcEncoder();

  Recorder(CrawlLoop.Parts parts, RobotsCache robots, RetryPlan retries) {
    this.parts = parts;
    this.robots = robots;
    this.retries = retries;
  }

  /// Records how the fetch of a leased URL ended. What goes wrong with one page is that page's
  /// failure; what goes wrong with Kafka or the disk ends the crawl.
  void record(Lease lease, Fetch fetch, Found found) {
    try {
      Written written = written(lease, fetch, found);
      byte[] page = written.page;
      if (page == null) {
        send(written);
        return;
      }
      if (parts.files() != null) {
        parts.files().write(page);
      }
      parts.pages().send(fetch.url(), page, (_, e) -> pageSent(lease, fetch, written, e));
    } catch (RuntimeException e) {
      parts.failed().accept(e);
    } catch (Error e) {
      parts.failed().accept(new IllegalStateException("Cannot record " + fetch.url(), e));
      throw e;
    }
  }

  private void pageSent(Lease lease, Fetch fetch, Written written, @Nullable Exception e) {
    if (e == null) {
      send(written);
    } else if (e instanceof RecordTooLargeException) {
      send(unrecorded(lease, fetch, e));
    } else {
      parts.failed().accept(e);
    }
  }

  /// What is written of a fetch.
  private record Written(
      FetchEvent event,
      UrlsRecord.Outcome outcome,
      List<CrawlUrl> elsewhere,
      byte @Nullable [] page) {}

  private Written written(Lease lease, Fetch fetch, Found found) {
    try {
      Ending ending = ending(lease, fetch, found);
      Links links = links(lease, ending.links());
      return new Written(
          ending.event(lease.url()),
          ending.outcome(lease.url(), links.own()),
          links.elsewhere(),
          ending.page());
    } catch (RuntimeException | StackOverflowError e) {
      log.warn("{} cannot be recorded", fetch.url(), e);
      return unrecorded(lease, fetch, e);
    }
  }

  private Written unrecorded(Lease lease, Fetch fetch, Throwable e) {
    Fetch.Failed failed =
        new Fetch.Failed(
            fetch.url(), fetch.at(), fetch.millis(), 0, "record: " + e, Fetch.Again.NEVER, null);
    Ending ending = Ending.of(failed, Outcome.FAILED, failed.reason());
    return new Written(
        ending.event(lease.url()), ending.outcome(lease.url(), List.of()), List.of(), null);
  }

  /// Records a fetch that the crawler made for itself: robots.txt.
  ///
  /// @param crawlDelay the delay that it asks for; missing where it is not that of the URL's host
  void recordAside(Fetch fetch, String seed, @Nullable Duration crawlDelay) {
    CrawlUrl url = CrawlUrl.start(fetch.url(), seed);
    Ending ending =
        switch (fetch) {
          case Fetch.Fetched f -> Ending.of(f, Outcome.NOT_STORED, "robots.txt");
          case Fetch.NotModified f -> Ending.of(f, Outcome.NOT_MODIFIED, null);
          case Fetch.Redirected f -> Ending.of(f, Outcome.REDIRECTED, null);
          case Fetch.Refused f -> Ending.of(f, Outcome.REFUSED, f.reason());
          case Fetch.Failed f -> Ending.of(f, Outcome.FAILED, f.reason());
        };
    send(new Written(ending.event(url), ending.aside(url, crawlDelay), List.of(), null));
  }

  /// Sends the sitemaps that a robots.txt names.
  void recordSitemaps(CrawlUrl page, RobotsPolicy policy) {
    Scope scope = parts.scope().get();
    boolean wanted =
        scope.seed(page.seed()).map(s -> s.discovers(Seed.Discovery.SITEMAPS)).orElse(false);
    if (!wanted) {
      return;
    }
    List<CrawlUrl> sitemaps = new ArrayList<>();
    for (String named : policy.sitemaps()) {
      page.url()
          .resolve(named)
          .map(url -> new CrawlUrl(url, CrawlUrl.Kind.SITEMAP, 0, 0, page.seed()))
          .flatMap(scope::admit)
          .ifPresent(sitemaps::add);
    }
    parts.urls().send(sitemaps, () -> {});
  }

  // ---- how it ended

  /// The end of a fetch in the terms of the records that are written.
  ///
  /// @param page the WARC record, where there is one
  private record Ending(
      Fetch fetch,
      Outcome result,
      @Nullable String reason,
      UrlsRecord.Next next,
      Duration in,
      long digest,
      List<CrawlUrl> links,
      byte @Nullable [] page) {

    static Ending of(Fetch fetch, Outcome result, @Nullable String reason) {
      return new Ending(
          fetch, result, reason, UrlsRecord.Next.DONE, Duration.ZERO, 0, List.of(), null);
    }

    Ending again(UrlsRecord.Next what, Duration wait, long payload) {
      return new Ending(fetch, result, reason, what, wait, payload, links, page);
    }

    Ending with(List<CrawlUrl> named, byte @Nullable [] record) {
      return new Ending(fetch, result, reason, next, in, digest, named, record);
    }

    FetchEvent event(CrawlUrl url) {
      return new FetchEvent(
          url.url().toString(),
          url.host(),
          fetch.at(),
          fetch.millis(),
          result,
          status(),
          fetch instanceof Fetch.Fetched f ? f.body().length : 0,
          reason,
          fetch instanceof Fetch.Redirected r ? r.location() : null,
          url.seed());
    }

    UrlsRecord.Outcome outcome(CrawlUrl url, List<CrawlUrl> own) {
      return outcome(url, UrlsRecord.Place.QUEUED, own, null);
    }

    UrlsRecord.Outcome aside(CrawlUrl url, @Nullable Duration crawlDelay) {
      return outcome(url, UrlsRecord.Place.ASIDE, List.of(), crawlDelay);
    }

    private UrlsRecord.Outcome outcome(
        CrawlUrl url, UrlsRecord.Place place, List<CrawlUrl> own, @Nullable Duration crawlDelay) {
      return new UrlsRecord.Outcome(
          url.url(),
          url.seed(),
          place,
          result,
          status(),
          fetch.at(),
          next,
          in,
          fetch instanceof Fetch.Fetched f ? f.body().length : 0,
          pause(),
          pause() == null ? null : why(),
          crawlDelay,
          digest,
          header("ETag"),
          header("Last-Modified"),
          own);
    }

    /// How long the whole host is left alone.
    private @Nullable Duration pause() {
      return switch (fetch) {
        case Fetch.Failed f -> f.retryAfter();
        case Fetch.Refused r -> r.retryAfter();
        case Fetch.Fetched _, Fetch.NotModified _, Fetch.Redirected _ -> null;
      };
    }

    private @Nullable String why() {
      return switch (fetch) {
        case Fetch.Failed f ->
            "%s, left alone for %d s".formatted(f.reason(), pauseSeconds(f.retryAfter()));
        case Fetch.Refused r -> r.reason();
        case Fetch.Fetched _, Fetch.NotModified _, Fetch.Redirected _ -> null;
      };
    }

    private static long pauseSeconds(@Nullable Duration pause) {
      return pause == null ? 0 : pause.toSeconds();
    }

    private int status() {
      return switch (fetch) {
        case Fetch.Fetched f -> f.head().status();
        case Fetch.NotModified _ -> 304;
        case Fetch.Redirected r -> r.status();
        case Fetch.Failed f -> f.status();
        case Fetch.Refused _ -> 0;
      };
    }

    private @Nullable String header(String name) {
      return switch (fetch) {
        case Fetch.Fetched f -> f.head().first(name).orElse(null);
        case Fetch.NotModified n -> n.head().first(name).orElse(null);
        case Fetch.Redirected _, Fetch.Failed _, Fetch.Refused _ -> null;
      };
    }
  }

  private Ending ending(Lease lease, Fetch fetch, Found found) {
    return switch (fetch) {
      case Fetch.Fetched fetched -> fetched(lease, fetched, found);
      case Fetch.NotModified same -> notModified(lease, same);
      case Fetch.Redirected redirected ->
          unchanged(
              Ending.of(redirected, Outcome.REDIRECTED, null)
                  .with(target(lease.url(), redirected), null),
              lease);
      case Fetch.Refused refused -> {
        Ending ending = Ending.of(refused, Outcome.REFUSED, refused.reason());
        yield refused.retryAfter() == null
            ? unchanged(ending, lease)
            : ending.again(UrlsRecord.Next.RETRY, refused.retryAfter(), 0);
      }
      case Fetch.Failed failed -> {
        Ending ending = Ending.of(failed, Outcome.FAILED, failed.reason());
        Optional<Duration> retry = retries.next(lease, failed);
        yield retry.isPresent()
            ? ending.again(UrlsRecord.Next.RETRY, retry.get(), 0)
            : unchanged(ending, lease);
      }
    };
  }

  private Ending fetched(Lease lease, Fetch.Fetched fetched, Found found) {
    List<CrawlUrl> links =
        found.links().stream().map(link -> lease.url().link(link.url(), link.kind())).toList();
    byte[] digest = WarcEncoder.digest(fetched.body());
    long payload = ByteBuffer.wrap(digest).getLong();
    return switch (found.content()) {
      case PAGE -> revisited(page(lease, fetched, digest, payload, found, links), lease, payload);
      case SITEMAP, FEED, OTHER -> {
        String reason =
            switch (found.content()) {
              case SITEMAP -> "sitemap";
              case FEED -> "feed";
              case PAGE, OTHER -> "not-a-page: " + fetched.mediaType();
            };
        yield revisited(Ending.of(fetched, Outcome.NOT_STORED, reason), lease, payload)
            .with(links, null);
      }
    };
  }

  private Ending page(
      Lease lease,
      Fetch.Fetched fetched,
      byte[] digest,
      long payload,
      Found found,
      List<CrawlUrl> links) {
    PageFacts facts = facts(lease.url(), found.optOuts());
    boolean same = lease.fetchedAt() != null && lease.digest() == payload;
    return same
        ? Ending.of(fetched, Outcome.NOT_MODIFIED, null)
            .with(links, encoder.revisit(fetched, digest, lease.fetchedAt(), facts))
        : Ending.of(fetched, Outcome.FETCHED, null)
            .with(links, encoder.response(fetched, digest, facts));
  }

  private Ending notModified(Lease lease, Fetch.NotModified same) {
    byte[] record = encoder.revisit(same, lease.fetchedAt(), facts(lease.url(), List.of()));
    return revisited(
        Ending.of(same, Outcome.NOT_MODIFIED, null).with(List.of(), record), lease, lease.digest());
  }

  private Ending revisited(Ending ending, Lease lease, long payload) {
    CrawlUrl url = lease.url();
    Optional<Duration> revisit =
        parts
            .scope()
            .get()
            .seed(url.seed())
            .filter(seed ->
                seed.kind().revisitsPages() || url.depth() == 0 || url.kind() != CrawlUrl.Kind.PAGE)
            .flatMap(Seed::revisitAfter);
    return revisit.isPresent()
        ? ending.again(UrlsRecord.Next.REVISIT, revisit.get(), payload)
        : ending;
  }

  /// The end of a fetch that brought nothing: a URL that is visited again and again stays one, the
  /// others are done.
  private Ending unchanged(Ending ending, Lease lease) {
    CrawlUrl url = lease.url();
    boolean stays =
        lease.fetchedAt() != null || url.depth() == 0 || url.kind() != CrawlUrl.Kind.PAGE;
    return stays ? revisited(ending, lease, lease.digest()) : ending;
  }

  private PageFacts facts(CrawlUrl url, List<String> optOuts) {
    Optional<RobotsPolicy> policy = robots.cached(url.url());
    List<String> evidence = new ArrayList<>(policy.map(RobotsPolicy::optOuts).orElse(List.of()));
    evidence.addAll(optOuts);
    boolean absent = policy.isPresent() && policy.get().standing() == RobotsPolicy.Standing.ABSENT;
    Seed.OptOuts wish =
        parts.scope().get().seed(url.seed()).map(Seed::optOuts).orElse(Seed.OptOuts.HONOUR);
    return new PageFacts(url.seed(), absent ? "no-robots" : "allowed", evidence, wish);
  }

  // ---- where it leads

  private record Links(List<CrawlUrl> own, List<CrawlUrl> elsewhere) {}

  private static List<CrawlUrl> target(CrawlUrl url, Fetch.Redirected redirected) {
    return url.url().resolve(redirected.location()).map(url::redirect).stream().toList();
  }

  /// What belongs to the crawl and is not known to be on its way already.
  private Links links(Lease lease, List<CrawlUrl> named) {
    Links links = new Links(new ArrayList<>(), new ArrayList<>());
    Scope scope = parts.scope().get();
    String host = lease.url().host();
    for (CrawlUrl url : named) {
      Optional<CrawlUrl> admitted = scope.admit(url);
      if (admitted.isPresent() && parts.urls().isNews(admitted.get())) {
        (url.host().equals(host) ? links.own : links.elsewhere).add(admitted.get());
      }
    }
    return links;
  }

  private void send(Written written) {
    parts
        .fetches()
        .send(
            written.event,
            (_, e) -> {
              if (e != null) {
                parts.failed().accept(e);
              }
            });
    parts.urls().send(written.outcome, written.elsewhere);
  }
}
