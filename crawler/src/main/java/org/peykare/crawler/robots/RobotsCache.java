package org.peykare.crawler.robots;

import crawlercommons.robots.BaseRobotRules;
import crawlercommons.robots.SimpleRobotRules;
import crawlercommons.robots.SimpleRobotRulesParser;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.peykare.crawler.fetch.Fetch;
import org.peykare.formats.url.UrlNormalForm;

/// The robots.txt of each scheme, host and port, kept for a day (RFC 9309 §2.4). Safe for many
/// threads.
public final class RobotsCache {
  /// Bytes of a robots.txt that are read (RFC 9309 §2.5).
  public static final int MAX_BYTES = 500 * 1024;

  private static final int MAX_REDIRECTS = 5;
  private static final int MAX_ENTRIES = 50_000;
  private static final Duration KEEP = Duration.ofHours(24);
  private static final Duration LONGEST_CRAWL_DELAY = Duration.ofHours(1);

  private final String token;
  private final Source source;
  private final Map<String, Kept> entries =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
          return size() > MAX_ENTRIES;
        }
      };

  private record Kept(RobotsPolicy policy, long expires) {}

  /// Makes the requests.
  @FunctionalInterface
  public interface Source {
    /// Fetches one URL, politely, without following redirects.
    Fetch fetch(UrlNormalForm url) throws InterruptedException;
  }

  /// @param token the crawler's name in robots.txt, lower case
  public RobotsCache(String token, Source source) {
    this.token = token;
    this.source = source;
  }

  /// What is known of the URL's robots.txt without asking.
  public Optional<RobotsPolicy> cached(UrlNormalForm url) {
    synchronized (entries) {
      Kept entry = entries.get(url.origin());
      return entry == null || System.nanoTime() - entry.expires > 0
          ? Optional.empty()
          : Optional.of(entry.policy);
    }
  }

  /// Fetches the URL's robots.txt and keeps it; `each` is told of every request that took.
  public RobotsPolicy load(UrlNormalForm url, Consumer<Fetch> each) throws InterruptedException {
    RobotsPolicy fetched = fetch(url, each);
    synchronized (entries) {
      Kept before = entries.get(url.origin());
      RobotsPolicy policy = before == null ? fetched : fetched.after(before.policy);
      Duration keep =
          policy.standing() == RobotsPolicy.Standing.UNREACHABLE ? policy.retryAfter() : KEEP;
      entries.put(
          url.origin(), new Kept(policy, System.nanoTime() + TimeUnit.NANOSECONDS.convert(keep)));
      return policy;
    }
  }

  private RobotsPolicy fetch(UrlNormalForm url, Consumer<Fetch> each) throws InterruptedException {
    UrlNormalForm at = new UrlNormalForm(url.scheme(), url.host(), url.port(), "/robots.txt");
    for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      Fetch fetch = source.fetch(at);
      each.accept(fetch);
      if (!(fetch instanceof Fetch.Redirected redirected)) {
        return policy(fetch);
      }
      Optional<UrlNormalForm> target = at.resolve(redirected.location());
      if (target.isEmpty()) {
        return RobotsPolicy.absent();
      }
      at = target.get();
    }
    return RobotsPolicy.absent();
  }

  private RobotsPolicy policy(Fetch fetch) {
    try {
      return read(fetch);
    } catch (RuntimeException e) {
      return RobotsPolicy.unreachable("unreadable: " + e);
    }
  }

  private RobotsPolicy read(Fetch fetch) {
    return switch (fetch) {
      case Fetch.Fetched fetched -> parse(fetched.url(), fetched.body());
      case Fetch.Failed failed ->
          failed.status() >= 400 && failed.status() < 500 && failed.status() != 429
              ? RobotsPolicy.absent()
              : RobotsPolicy.unreachable(failed.reason());
      case Fetch.Refused refused -> RobotsPolicy.unreachable(refused.reason());
      case Fetch.NotModified _ -> RobotsPolicy.unreachable("http 304");
      case Fetch.Redirected _ -> RobotsPolicy.absent();
    };
  }

  RobotsPolicy parse(UrlNormalForm url, byte[] body) {
    byte[] read = body.length > MAX_BYTES ? Arrays.copyOf(body, MAX_BYTES) : body;
    SimpleRobotRulesParser parser = new SimpleRobotRulesParser(LONGEST_CRAWL_DELAY.toMillis(), 0);
    SimpleRobotRules rules =
        parser.parseContent(url.toString(), read, "text/plain", List.of(token));
    long delay = rules.getCrawlDelay();
    return RobotsPolicy.read(
        rules,
        delay == BaseRobotRules.UNSET_CRAWL_DELAY ? Duration.ZERO : Duration.ofMillis(delay),
        ContentSignals.of(read, token));
  }
}
