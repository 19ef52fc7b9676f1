package org.peykare.crawler.robots;

import crawlercommons.robots.SimpleRobotRules;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.peykare.formats.url.UrlNormalForm;

/// What one robots.txt says.
public final class RobotsPolicy {
  /// A host whose robots.txt could not be had is asked again after this time, and then after twice
  /// the time before, up to a day.
  public static final Duration RETRY_UNREACHABLE = Duration.ofHours(1);

  private static final Duration LONGEST_RETRY = Duration.ofDays(1);

  private final Standing standing;
  private final @Nullable SimpleRobotRules rules;
  private final String unreachable;
  private final Duration crawlDelay;
  private final List<String> sitemaps;
  private final List<String> optOuts;
  private final Duration retryAfter;

  /// How robots.txt was found.
  public enum Standing {
    /// It was read.
    READ,
    /// There is none (4xx): everything is allowed.
    ABSENT,
    /// It could not be had (5xx, 429, no answer): nothing is allowed for now.
    UNREACHABLE
  }

  private RobotsPolicy(
      Standing standing,
      @Nullable SimpleRobotRules rules,
      String unreachable,
      Duration crawlDelay,
      List<String> sitemaps,
      List<String> optOuts,
      Duration retryAfter) {
    this.standing = standing;
    this.rules = rules;
    this.unreachable = unreachable;
    this.crawlDelay = crawlDelay;
    this.sitemaps = sitemaps;
    this.optOuts = optOuts;
    this.retryAfter = retryAfter;
  }

  static RobotsPolicy read(SimpleRobotRules rules, Duration crawlDelay, List<String> optOuts) {
    return new RobotsPolicy(
        Standing.READ,
        rules,
        "",
        crawlDelay,
        List.copyOf(rules.getSitemaps()),
        List.copyOf(optOuts),
        Duration.ZERO);
  }

  static RobotsPolicy absent() {
    return new RobotsPolicy(
        Standing.ABSENT, null, "", Duration.ZERO, List.of(), List.of(), Duration.ZERO);
  }

  static RobotsPolicy unreachable(String reason) {
    return unreachable(reason, RETRY_UNREACHABLE);
  }

  private static RobotsPolicy unreachable(String reason, Duration retryAfter) {
    return new RobotsPolicy(
        Standing.UNREACHABLE, null, reason, Duration.ZERO, List.of(), List.of(), retryAfter);
  }

  /// The same where it was unreachable `before`, too: the host is left alone for longer.
  RobotsPolicy after(RobotsPolicy before) {
    if (standing != Standing.UNREACHABLE || before.standing != Standing.UNREACHABLE) {
      return this;
    }
    Duration twice = before.retryAfter.multipliedBy(2);
    return unreachable(unreachable, twice.compareTo(LONGEST_RETRY) < 0 ? twice : LONGEST_RETRY);
  }

  /// How robots.txt was found.
  public Standing standing() {
    return standing;
  }

  /// Why the URL must not be fetched; empty where it may.
  public Optional<String> refusal(UrlNormalForm url) {
    return switch (standing) {
      case ABSENT -> Optional.empty();
      case UNREACHABLE -> Optional.of("robots: robots.txt unreachable: " + unreachable);
      case READ ->
          rules == null || rules.isAllowed(url.toString())
              ? Optional.empty()
              : Optional.of("robots: disallowed");
    };
  }

  /// The rules for this crawler, as `Disallow: /private/` and `Allow: /`, at most `limit`.
  public List<String> rules(int limit) {
    return rules == null
        ? List.of()
        : rules.getRobotRules().stream()
            .limit(limit)
            .map(rule -> (rule.isAllow() ? "Allow: " : "Disallow: ") + rule.getPrefix())
            .toList();
  }

  /// Why robots.txt could not be had; empty where it could.
  public String unreachable() {
    return unreachable;
  }

  /// How long the host is left alone before it is asked again; zero where robots.txt was had.
  public Duration retryAfter() {
    return retryAfter;
  }

  /// The delay between requests that it asks for; zero where it asks for none.
  public Duration crawlDelay() {
    return crawlDelay;
  }

  /// Sitemaps, as named.
  public List<String> sitemaps() {
    return sitemaps;
  }

  /// Opt-outs for the use of content, as evidence: `robots.txt content-signal: ai-train=no`.
  public List<String> optOuts() {
    return optOuts;
  }
}
